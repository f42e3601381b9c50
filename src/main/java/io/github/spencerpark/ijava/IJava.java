package io.github.spencerpark.ijava;

/** Hands out the kernel, as IJava's class of that name does. */
public final class IJava {
    private static final JavaKernel KERNEL = new JavaKernel();

    private IJava() {}

    /** The kernel that runs this notebook. */
    public static JavaKernel getKernelInstance() {
        return KERNEL;
    }
}
