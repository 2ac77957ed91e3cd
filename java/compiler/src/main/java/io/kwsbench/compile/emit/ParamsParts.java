package io.kwsbench.compile.emit;

import io.kwsbench.plan.kernel.Epilogue;
import io.kwsbench.plan.kernel.KernelWindow;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.UnaryFunction;

/** Parts of kernels' parameters, made of what the compiler calls the same. */
final class ParamsParts {
  private ParamsParts() {}

  static Epilogue epilogue(UnaryFunction fn) {
    return new Epilogue(fn.kind(), fn.alpha(), fn.beta());
  }

  /** Along a line if it is one, which is what kernels run fastest on. */
  static KernelWindow window(SlidingWindow window) {
    SlidingWindow w = window.alongWidth();
    return new KernelWindow(
        w.batch(),
        w.inH(),
        w.inW(),
        w.outH(),
        w.outW(),
        w.kernelH(),
        w.kernelW(),
        w.strideH(),
        w.strideW(),
        w.dilationH(),
        w.dilationW(),
        w.padTop(),
        w.padLeft());
  }
}
