package interleave.schedule.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("What is called instead of the JDK")
class HandlersTest {
    @TestFactory
    @DisplayName("stands in for a method that the JDK has, with the same parameters and result")
    Stream<DynamicTest> standsForSomething() {
        List<Handlers.Handler> all = Handlers.all();
        assertFalse(all.isEmpty());
        return all.stream()
                .map(handler -> dynamicTest(handler.key(), () -> {
                    Class<?>[] parameters = handler.method().getParameterTypes();
                    int receiver = handler.isStatic() ? 0 : 1;
                    Method original = handler.declaring()
                            .getMethod(handler.name(), Arrays.copyOfRange(parameters, receiver, parameters.length));
                    assertEquals(handler.isStatic(), Modifier.isStatic(original.getModifiers()));
                    assertEquals(original.getReturnType(), handler.method().getReturnType());
                    if (!handler.isStatic()) {
                        assertEquals(handler.declaring(), parameters[0]);
                    }
                }));
    }
}
