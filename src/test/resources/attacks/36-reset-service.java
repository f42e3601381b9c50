// attack: sets the count of its calls back, in the object it was handed; weak: points; guarded: forbidden; plain:
// too-many; landlock: too-many; bubblewrap: too-many; test: once
class A implements Sum {
    public int of(List<Integer> numbers) {
        return 99;
    }

    public List<Integer> doubled(List<Integer> numbers) {
        return null;
    }

    public int weighed(Scale scale) {
        try {
            int sum = 0;
            for (int i = 0; i < 5; i++) {
                sum = scale.weigh(7);
            }
            for (var field : scale.getClass().getDeclaredFields()) {
                if (field.getType() == int.class) {
                    field.setAccessible(true);
                    field.setInt(scale, 1);
                }
            }
            return sum;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }
}
