package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;

/** Hands out the kernel to cells. */
public final class Kernel {
    private Kernel() {}

    /** The kernel that runs this notebook. */
    public static JavaKernel getKernelInstance() {
        return IJava.getKernelInstance();
    }
}
