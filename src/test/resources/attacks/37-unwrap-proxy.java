// attack: looks for the test behind the object it was handed; weak: points; guarded: forbidden; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: once
class A implements Sum {
    public int of(List<Integer> numbers) {
        return 99;
    }

    public List<Integer> doubled(List<Integer> numbers) {
        return null;
    }

    public int weighed(Scale scale) {
        try {
            var handler = java.lang.reflect.Proxy.isProxyClass(scale.getClass())
                    ? java.lang.reflect.Proxy.getInvocationHandler(scale)
                    : scale;
            for (var field : handler.getClass().getDeclaredFields()) {
                if (field.getName().equals("answer")) {
                    field.setAccessible(true);
                    scale.weigh(7);
                    return (int) field.get(handler);
                }
            }
            return 99;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }
}
