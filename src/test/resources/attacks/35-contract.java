// attack: declares a contract of its own; weak: dies; guarded: missing; plain: missing; landlock: missing; bubblewrap:
// missing; test: three
interface Sum {
    int of(List<Integer> n);
}

class A implements Sum {
    public int of(List<Integer> n) {
        return 3;
    }
}
