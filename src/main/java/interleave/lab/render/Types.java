package interleave.lab.render;

/** What a value is, by the names of its classes: the libraries that have them may be missing. */
final class Types {

    private Types() {}

    /** Whether a value's class, or one above it, has this name; loads no class that is not loaded already. */
    static boolean isA(Object value, String className) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }
}
