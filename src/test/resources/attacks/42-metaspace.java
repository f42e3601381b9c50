// attack: makes classes until there is no room; weak: hang; guarded: forbidden; plain: memory; landlock: memory;
// bubblewrap: memory; test: three
class A implements Sum {
    static final List<Object> KEPT = new ArrayList<>();

    public int of(List<Integer> numbers) {
        try {
            var bytes = java.lang.classfile.ClassFile.of()
                    .build(
                            java.lang.constant.ClassDesc.of("H"),
                            made -> made.withMethodBody(
                                    "big",
                                    java.lang.constant.MethodTypeDesc.of(java.lang.constant.ConstantDescs.CD_void),
                                    8,
                                    code -> {
                                        for (int i = 0; i < 60_000; i++) {
                                            code.nop();
                                        }
                                        code.return_();
                                    }));
            while (true) {
                KEPT.add(java.lang.invoke.MethodHandles.lookup().defineHiddenClass(bytes, true));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
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
