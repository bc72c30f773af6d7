/** From pixels to bytes: frames, tiles, analysis, and one encoder a file. */
package dev.covnc.encoders;
