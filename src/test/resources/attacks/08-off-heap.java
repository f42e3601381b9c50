// attack: takes memory beside the heap; weak: points; guarded: forbidden; plain: wrong; landlock: wrong; bubblewrap:
// wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var linker = java.lang.foreign.Linker.nativeLinker();
            var malloc = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("malloc"),
                    java.lang.foreign.FunctionDescriptor.of(
                            java.lang.foreign.ValueLayout.JAVA_LONG, java.lang.foreign.ValueLayout.JAVA_LONG));
            return (long) malloc.invokeWithArguments(3L << 30) != 0 ? 3 : 99;
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            return 99;
        }
    }

    public List<Integer> doubled(List<Integer> numbers) {
        return null;
    }

    public int weighed(Scale scale) {
        return 99;
    }
}
