package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.MemoryWire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    private static final String ALICE = "616c696365";
    private static final String SECRET = "736563726574";

    private final People people = new People();

    @Test
    void aNameAndAPasswordLetIn() {
        var wire = MemoryWire.of("00000005 00000006" + ALICE + SECRET);
        assertEquals(People.ALICE, new Plain(people).authenticate(wire));
        assertEquals("", wire.sent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000005 00000006 616c696365 736563726575",
                "00000005 00000006 616c696366 736563726574",
                "00000000 00000006 736563726574"
            })
    void whatTheAccountsDoNotKnowFails(String hex) {
        assertFails(hex);
        assertEquals(1, people.asked.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000005 00000000 616c696365", // no password
                "00000000 00000000",
                "00000006 00000006 616c69636500 736563726574", // a zero byte
                "00000005 00000007 616c696365 73656372657400",
                "00000002 00000006 fffe 736563726574", // not UTF-8
                "00000005 00000002 616c696365 c080"
            })
    void whatCannotBeANameOrAPasswordFailsWithoutAsking(String hex) {
        assertFails(hex);
        assertTrue(people.asked.isEmpty(), people.asked::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffff ffffffff",
                "00000000 ffffffff",
                "80000000 80000000",
                "00000401 00000001",
                "00000001 00000401"
            })
    void whatIsTooLongFailsBeforeItIsRead(String hex) {
        var wire = assertFails(hex + "0000");
        assertEquals(2, wire.left());
    }

    @Test
    void thePasswordIsWipedWhenTheAccountsHaveAnswered() {
        var kept = new char[1][];
        Accounts keeping =
                (_, password) -> {
                    kept[0] = password;
                    return People.ALICE;
                };
        new Plain(keeping).authenticate(MemoryWire.of("00000005 00000006" + ALICE + SECRET));
        assertEquals("\0\0\0\0\0\0", new String(kept[0]));
    }

    private MemoryWire assertFails(String hex) {
        var wire = MemoryWire.of(hex);
        assertThrows(AuthenticationFailed.class, () -> new Plain(people).authenticate(wire));
        return wire;
    }
}
