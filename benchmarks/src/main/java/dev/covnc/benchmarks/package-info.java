/**
 * What coroutines cost. Run with {@code java -jar benchmarks/target/benchmarks.jar}; the encoders'
 * benchmarks live in the encoders' own package, to reach in.
 */
package dev.covnc.benchmarks;
