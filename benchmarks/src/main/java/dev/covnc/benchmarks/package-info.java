/**
 * What a coroutine costs, beside its relatives: the five performance tests of QEMU's coroutines,
 * and a wait on an event loop. {@code benchmarks/coroutines} runs them all and prints one table.
 *
 * <p>Every contender is a class of its own, and methods of the same name are one column of the
 * table.
 */
package dev.covnc.benchmarks;
