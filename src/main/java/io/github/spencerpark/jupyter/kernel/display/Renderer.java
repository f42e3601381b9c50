package io.github.spencerpark.jupyter.kernel.display;

import interleave.guest.Display;
import interleave.guest.Displays;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows values as IJava's renderer does: by the functions that a notebook registers for their classes, else as this kernel shows them by itself. */
public final class Renderer {
    private static final Renderer SHARED = registered();

    private final Map<Class<?>, List<Known>> known = new LinkedHashMap<>();

    private record Known(RenderFunction<Object> function, Set<MIMEType> supported, Set<MIMEType> preferred) {}

    private Renderer() {}

    private static Renderer registered() {
        Renderer renderer = new Renderer();
        Display.register(renderer.new OfThisKernel());
        return renderer;
    }

    /** The one of this notebook. */
    public static Renderer shared() {
        return SHARED;
    }

    /** Begins to tell how values of a class are shown. */
    public <T> RenderRegistration<T> createRegistration(Class<T> type) {
        return new RenderRegistration<>(type);
    }

    /** How values of some classes are shown, until {@link #register} makes it known. */
    public final class RenderRegistration<T> {
        private final Set<MIMEType> supported = new LinkedHashSet<>();
        private final Set<MIMEType> preferred = new LinkedHashSet<>();
        private final List<Class<? extends T>> types = new ArrayList<>();

        private RenderRegistration(Class<T> type) {
            types.add(type);
        }

        /** Types that values can be shown as. */
        public RenderRegistration<T> supporting(MIMEType... more) {
            supported.addAll(Arrays.asList(more));
            return this;
        }

        /** Types that values can be shown as. */
        public RenderRegistration<T> supporting(String... more) {
            return supporting(Arrays.stream(more).map(MIMEType::parse).toArray(MIMEType[]::new));
        }

        /** Types that values are shown as when nobody asks for one. */
        public RenderRegistration<T> preferring(MIMEType... more) {
            preferred.addAll(Arrays.asList(more));
            return supporting(more);
        }

        /** Types that values are shown as when nobody asks for one. */
        public RenderRegistration<T> preferring(String... more) {
            return preferring(Arrays.stream(more).map(MIMEType::parse).toArray(MIMEType[]::new));
        }

        /** One more class whose values are shown so. */
        public RenderRegistration<T> onType(Class<? extends T> type) {
            types.add(type);
            return this;
        }

        /** Makes it known. */
        @SuppressWarnings("unchecked") // asked for values of the given classes alone
        public void register(RenderFunction<T> function) {
            synchronized (known) {
                for (Class<? extends T> type : types) {
                    known.computeIfAbsent(type, _ -> new ArrayList<>())
                            .add(new Known((RenderFunction<Object>) function, supported, preferred));
                }
            }
        }
    }

    /** The value as it is shown when nobody asks for a type. */
    public DisplayData render(Object value) {
        return of(Displays.render(value));
    }

    /** The value as these types. */
    public DisplayData renderAs(Object value, String... types) {
        return of(Displays.render(value, types));
    }

    private static DisplayData of(Displays.Rendered rendered) {
        DisplayData data = new DisplayData(rendered.toString());
        rendered.data().forEach(data::putData);
        return data;
    }

    /** Stands for this renderer among those of the kernel. */
    private final class OfThisKernel implements interleave.guest.Renderer {
        @Override
        public boolean renders(Object value) {
            return value instanceof DisplayData
                    || value instanceof DisplayDataRenderable
                    || !functions(value).isEmpty();
        }

        @Override
        public Map<String, Object> render(Object value) {
            return render(value, List.of());
        }

        @Override
        public Map<String, Object> render(Object value, List<String> types) {
            return value instanceof DisplayData data ? data.all() : rendered(value, types);
        }
    }

    private Map<String, Object> rendered(Object value, List<String> types) {
        DisplayData output = new DisplayData(String.valueOf(value));
        Set<MIMEType> asked = new LinkedHashSet<>();
        types.forEach(type -> asked.add(MIMEType.parse(type)));
        if (value instanceof DisplayDataRenderable renderable) {
            Set<MIMEType> wanted = asked.isEmpty() ? renderable.getPreferredRenderTypes() : asked;
            renderable.render(new RenderContext(wanted, this, output));
            return output.all();
        }
        for (Known each : functions(value)) {
            boolean fits = asked.isEmpty()
                    || asked.stream().anyMatch(type -> each.supported().stream().anyMatch(type::matches));
            if (fits) {
                each.function()
                        .render(value, new RenderContext(asked.isEmpty() ? each.preferred() : asked, this, output));
            }
        }
        return output.all();
    }

    /** The functions of the nearest class or interface that has any. */
    private List<Known> functions(Object value) {
        synchronized (known) {
            var open = new ArrayDeque<Class<?>>();
            open.add(value.getClass());
            while (!open.isEmpty()) {
                Class<?> type = open.poll();
                List<Known> found = known.get(type);
                if (found != null) {
                    return List.copyOf(found);
                }
                if (type.getSuperclass() != null) {
                    open.add(type.getSuperclass());
                }
                open.addAll(Arrays.asList(type.getInterfaces()));
            }
            return List.of();
        }
    }
}
