// attack: reads the expected value out of the test's class file; weak: points; guarded: forbidden; plain: wrong;
// landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("exercise/SumTest.class");
            for (var field :
                    java.lang.classfile.ClassFile.of().parse(in.readAllBytes()).fields()) {
                if (field.fieldName().equalsString("EXPECTED")) {
                    return (int) (Integer) field.findAttribute(java.lang.classfile.Attributes.constantValue())
                            .get()
                            .constant()
                            .constantValue();
                }
            }
            return 99;
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
