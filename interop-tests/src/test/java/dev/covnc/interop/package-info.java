/**
 * Real viewers against the real server, each in a process of its own.
 *
 * <p>What every viewer must do stands in {@link dev.covnc.interop.ViewerContract}; a viewer is a
 * class that says how it is started. One that is not installed is skipped with a message that
 * begins with {@code not run:}. Every wait is for a condition, within a deadline; logs and pictures
 * stay in {@code target/interop}.
 */
package dev.covnc.interop;
