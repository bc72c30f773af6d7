package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.SuspensionCheck.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The check finds what was planted, and nothing in what is innocent, or ours. */
class SuspensionCheckTest {
    private static List<Finding> findings(String directory) throws IOException {
        return SuspensionCheck.of(Path.of("target", directory))
                .withCarriers("java.io.DataInput")
                .findings();
    }

    private static String method(Finding finding) {
        return finding.place().replaceAll("\\(.*|.*\\.(?=.*\\()", "");
    }

    private static String inShort(String what) {
        return what.replaceAll(", (which suspends|and so suspends),?", "")
                .replaceAll(",? but it is not marked @Suspends", ": not marked");
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void everythingHereThatSuspendsSaysSo() throws IOException {
        assertEquals("", lines(findings("classes")));
    }

    @Test
    void whatIsInnocentIsLeftAlone() throws IOException {
        assertEquals("", lines(findings("test-classes/dev/covnc/coroutine/innocent")));
    }

    @Test
    void everythingPlantedIsFound() throws IOException {
        var found =
                findings("test-classes/dev/covnc/coroutine/planted").stream()
                        .map(finding -> method(finding) + " " + inShort(finding.what()))
                        .distinct()
                        .toList();
        assertEquals(
                """
                <init> calls Signal.await: not marked
                callsOneThatIsMarked calls Coroutine.yield: not marked
                callsItsOwn calls Planted.marked: not marked
                closesAScopeAtTheEndOfATry calls CoroutineScope.close: not marked
                passesACarrierOn passes a carrier on to DataInputStream.readUTF: not marked
                callsACarrier passes a carrier on to RandomAccessFile.readLine: not marked
                readsFromALiftedStream passes a carrier on to BufferedReader.readLine: not marked
                printsToALiftedStream passes a carrier on to PrintWriter.println: not marked
                callsALambdaOfItsOwn calls a lambda: not marked
                runsALambdaForEach hands a lambda to Iterable.forEach: not marked
                handsALambdaToAnotherThread hands a lambda to Executor.execute, which runs it elsewhere
                handsOneOfTwoLambdasToAThread hands Coroutine::yield to Builder.start, which runs it elsewhere
                handsALambdaToAWorker hands a lambda to Workers.call, whose parameter is not marked @Suspends
                handsALambdaToAParameterThatIsNotMarked hands a lambda to Planted.run, whose parameter is not marked @Suspends
                keepsALambda keeps a lambda and cannot be followed
                returnsALambda returns Planted::marked and cannot be followed
                isSynchronized calls Coroutine.yield while it holds a monitor
                synchronizes calls Coroutine.yield while it holds a monitor
                passesACarrierOnWhileSynchronized passes a carrier on to DataInputStream.readUTF while it holds a monitor
                lambda$startsOneThatSynchronizes$0 calls Signal.await while it holds a monitor
                <clinit> calls Coroutine.yield: not marked
                """
                        .strip(),
                String.join("\n", found));
    }

    @Test
    void aFindingNamesTheMethodTheLineAndWhatItCalls() throws IOException {
        var finding =
                findings("test-classes/dev/covnc/coroutine/planted").stream()
                        .map(Finding::toString)
                        .filter(text -> text.contains("callsOneThatIsMarked"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(
                finding.matches(
                        "dev\\.covnc\\.coroutine\\.planted\\.Planted\\.callsOneThatIsMarked"
                                + "\\(Planted\\.java:\\d+\\) calls Coroutine\\.yield, which"
                                + " suspends, but it is not marked @Suspends"),
                finding);
    }

    @Test
    void aDirectoryWithoutClassesIsAMistake(@TempDir Path empty) {
        assertThrows(IllegalArgumentException.class, SuspensionCheck.of(empty)::findings);
    }
}
