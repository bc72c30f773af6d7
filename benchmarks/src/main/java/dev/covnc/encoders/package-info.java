/**
 * How fast pixels become bytes. In the encoders' own package, since not all that is measured is
 * public.
 *
 * <p>What is drawn are captures of real screens: {@code java -jar benchmarks/target/benchmarks.jar
 * ZrleBenchmark -p capture=FILE.scap.gz}. Where pixels are counted, a pixel a microsecond is a
 * Mpixel/s.
 */
package dev.covnc.encoders;
