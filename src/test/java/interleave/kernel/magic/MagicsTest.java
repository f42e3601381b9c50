package interleave.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The magics there are")
class MagicsTest {
    private final Magics magics = new Magics(List.of(new JvmMagic(), new WatchMagic()));

    @Test
    @DisplayName("of an unknown one name the nearest")
    void unknownMagic() {
        assertTrue(magics.unknown("wach", "%").value().contains("Did you mean %watch?"));
        assertTrue(magics.unknown("somethingelse", "%%").value().contains("There are: %jvm, %watch."));
    }

    @Test
    @DisplayName("are completed with those that the notebook brought along, which never take the name of one of ours")
    void ownMagic() {
        magics.addOwn("warn");
        magics.addOwn("watch");

        assertEquals(List.of("warn", "watch"), magics.beginningWith("wa"));
        assertTrue(magics.isOwn("warn"));
        assertFalse(magics.isOwn("watch"));
    }
}
