/**
 * From pixels to bytes: pictures that never change, what is in them, and one encoder a file.
 *
 * <p>The map: a {@link dev.covnc.encoders.Frame} is a grid of {@link dev.covnc.encoders.Tile}s;
 * painting makes a new frame that shares every tile that did not really change. An {@link
 * dev.covnc.encoders.Encoder} turns a rectangle of a frame into the bytes of one encoding, in the
 * pixel format that a {@link dev.covnc.encoders.PixelPacker} knows. What a tile's content is like
 * (its colours, its runs) is found once and kept with the tile, for every encoder and viewer.
 *
 * <p>A {@link dev.covnc.encoders.MotionSearch} compares what a viewer is {@linkplain
 * dev.covnc.encoders.Showing showing} with a frame, and gives the {@linkplain
 * dev.covnc.encoders.Copy copies} that save sending what only moved.
 *
 * <p>The rules: frames, tiles and packers are immutable and go freely between threads. An encoder
 * belongs to one viewer and is used by one thread at a time. Pixels are ints, 0x00RRGGBB, the top
 * byte always 0. The public class owns the scratch memory and checks the arguments; the loops
 * beneath touch only {@code int[]}, {@code byte[]} and locals, and allocate nothing. Nothing here
 * knows of sockets, event loops or coroutines.
 */
package dev.covnc.encoders;
