package interleave.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A room's predictions")
class RoomTest {
    @TempDir
    private Path folder;

    private void learner(String name, double predicted, double measured) throws Exception {
        Progress progress = Progress.NONE.with(new Prediction(
                "03-fan-out", "20 calls <now>", "allOf", "ms", predicted, 30.0, measured, Instant.EPOCH));
        new ProgressFile(folder.resolve(name + ".json")).put(progress);
    }

    @Test
    @DisplayName("are summed question by question: all numbers, the median of what came, who was near")
    void summed() throws Exception {
        learner("ada", 30, 40);
        learner("bob", 600, 44);
        learner("cy", 75, 60);
        Files.writeString(folder.resolve("other.json"), "{\"schema\": 1}");

        Room room = Room.read(folder);

        assertEquals(3, room.learners());
        assertEquals(1, room.unreadable().size());
        Room.Question question = room.experiments().getFirst().questions().getFirst();
        assertEquals(List.of(30.0, 75.0, 600.0), question.predicted());
        assertEquals(44.0, question.measured());
        assertEquals(2, question.near());
    }

    @Test
    @DisplayName("are one picture with a dot a learner, its words made from the same numbers, and no markup of theirs")
    void picture() throws Exception {
        learner("ada", 30, 40);
        learner("bob", 600, 44);

        String page = RoomPicture.page(Room.read(folder));

        assertEquals(2, page.split("class=\"guess\"", -1).length - 1);
        assertTrue(page.contains("predicted 30 to 600, median 315, came 42 ms."), page);
        assertTrue(page.contains("1 of 2 within 2×"), page);
        assertTrue(page.contains("1 000 ms"), "powers of ten, since they differ by a factor of twenty");
        assertFalse(page.contains("<now>"));
        assertFalse(page.contains("http"), "the page asks the network for nothing");
    }
}
