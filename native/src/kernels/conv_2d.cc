// CONV_2D as an implicit matrix product: an output pixel's row of A is its window of the input,
// read where it lies when that is regular, else gathered a register block at a time.
#include <algorithm>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kernels/scalar_math.h"
#include "kernels/window.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/conv_2d.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// How a complete window lies in the input: `count` runs of `length` floats, `step` apart; none if
// that does not tell it.
struct WindowRuns {
  int64_t count = 0, length = 0, step = 0;

  WindowRuns(const kws_window& w, int64_t channels, int64_t stride) {
    const bool taps_touch = w.kernel_w == 1 || (w.dilation_w == 1 && stride == channels);
    const int64_t line = int64_t{w.in_w} * stride * w.dilation_h;
    if (taps_touch) {
      length = w.kernel_w * channels;
      const bool lines_touch = w.kernel_h == 1 || line == length;
      count = lines_touch ? 1 : w.kernel_h;
      if (lines_touch) length *= w.kernel_h;
      step = line;
    } else if (w.kernel_h == 1) {
      count = w.kernel_w;
      length = channels;
      step = w.dilation_w * stride;
    }
  }
};

// Rows of A, and of the output, from output pixel `pixel` on.
class Lowering {
 public:
  Lowering(const KernelArgs& args, int64_t block)
      : p_(args.Params<kws_conv_2d_params>()),
        in_(args[Conv2d::kIn]),
        scratch_(static_cast<float*>(args.scratch)),
        in_stride_(p_.in_stride == 0 ? p_.in_c : p_.in_stride),
        k_(Taps(p_.window) * p_.in_c),
        block_(block),
        runs_(p_.window, p_.in_c, in_stride_),
        row_step_(int64_t{p_.window.stride_w} * in_stride_),
        inside_(p_.window) {
    const kws_window& w = p_.window;
    dense_ = Taps(w) == 1 && w.stride_h == 1 && w.stride_w == 1 && w.pad_top == 0 &&
             w.pad_left == 0 && w.out_h == w.in_h && w.out_w == w.in_w;
    wide_ = std::min<int64_t>(inside_.end, w.out_w) - inside_.begin >= block_;
    // One row is summed as a vector, which has one run.
    if (runs_.count > 1 && OutputPixels(p_.window) == 1) runs_.count = 0;
  }

  int64_t k() const { return k_; }

  // Points rows at the longest run of pixels from `pixel` (before `end`) that the input holds at a
  // regular stride, or gathers a block.
  int64_t Next(int64_t pixel, int64_t end, Rows* rows) const {
    const kws_window& w = p_.window;
    const int64_t there = InPlace(pixel, end);
    if (there > 0 && there >= std::min(block_, end - pixel)) {
      rows->a = in_ + Pixel(w, pixel).Input(w, 0, 0) * in_stride_;
      rows->a_stride = row_step_;
      rows->run = runs_.count == 1 ? 0 : runs_.length;
      rows->run_step = runs_.step;
      return there;
    }
    int64_t count = std::min(block_, end - pixel);
    for (int64_t i = 1; wide_ && i < count; ++i) {
      if (InPlace(pixel + i, end) >= block_) count = i;
    }
    GatherPixels(w, p_.in_c, in_stride_, in_, pixel, count, scratch_);
    rows->a = scratch_;
    rows->a_stride = k_;
    rows->run = 0;
    return count;
  }

 private:
  // Pixels from `pixel` on whose windows can be read where they lie, at a regular stride.
  int64_t InPlace(int64_t pixel, int64_t end) const {
    const kws_window& w = p_.window;
    if (runs_.count == 0) return 0;
    if (dense_) return end - pixel;
    if (!wide_) return 0;
    const int64_t column = pixel - Divide(pixel, w.out_w) * w.out_w;
    if (!inside_.Holds(column) || !Pixel(w, pixel).Complete(w)) return 0;
    return std::min({end - pixel, w.out_w - column, inside_.end - column});
  }

  const kws_conv_2d_params& p_;
  const float* in_;
  float* scratch_;
  int64_t in_stride_;
  int64_t k_;
  int64_t block_;
  WindowRuns runs_;
  int64_t row_step_;
  ColumnsInside inside_;
  bool dense_;  // pixels are rows of the input
  bool wide_;   // a line has a block of complete windows
};

}  // namespace

void Conv2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_conv_2d_params>();
  const Share share(OutputPixels(p.window), p.out_c, begin, end, args.row_items);
  const int64_t left = share.row_end - share.row_begin;
  const Blocking& blocking = args.blocking;
  const int64_t blocks = (left + blocking.rows - 1) / blocking.rows;
  const Lowering lowering(args, (left + blocks - 1) / blocks);
  const int64_t out_stride = p.out_stride == 0 ? p.out_c : p.out_stride;
  const Weights weights = {args[Conv2d::kWeights], args[Conv2d::kBias], lowering.k(), p.out_c,
                           p.epilogue};
  const float* residual = args[Conv2d::kResidual];
  Rows rows = {};
  rows.out_stride = out_stride;
  rows.vector = OutputPixels(p.window) == 1;
  for (int64_t pixel = share.row_begin; pixel < share.row_end; pixel += rows.count) {
    rows.count = lowering.Next(pixel, share.row_end, &rows);
    rows.out = args[Conv2d::kOut] + pixel * out_stride;
    rows.residual = residual == nullptr ? nullptr : residual + pixel * out_stride;
    MultiplyPanels(blocking, weights, rows, share.panel_begin, share.panel_end);
    rows.again = true;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KernelEntry Conv2d::Resolve(int64_t target) {
  return GatheringEntry(KWS_FOR_TARGET(Conv2dRun, target), target);
}

bool Conv2d::Validate(const Params& p, StepCheck& check) {
  if (!check.Window(p.window) || !check.Positive("in_c", p.in_c) ||
      !check.Positive("out_c", p.out_c))
    return false;
  const int64_t k = SatProduct({p.window.kernel_h, p.window.kernel_w, p.in_c});
  return check.Epilogue(p.epilogue) && check.Range("K", k, 1, INT32_MAX) &&
         check.WindowOutput(kOut, p.window, p.out_c, p.out_stride) &&
         check.WindowInput(kIn, p.window, p.in_c, p.in_stride) &&
         CheckWeights(check, kWeights, kBias, k, p.out_c) &&
         (!check.Present(kResidual) ||
          check.WindowOutput(kResidual, p.window, p.out_c, p.out_stride));
}

double Conv2d::ExecutedFlops(const Params& p) {
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.in_c * p.out_c;
}
int64_t Conv2d::Items(const Params& p) {
  return ShareProduct(OutputPixels(p.window), p.out_c).items;
}
uint64_t Conv2d::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(Taps(p.window) * p.in_c) * sizeof(float);
}

void Conv2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const Share share(OutputPixels(p.window), p.out_c, begin, end, args.row_items);
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? p.out_c : p.out_stride;
  auto* row = static_cast<float*>(args.scratch);
  const int64_t k = Taps(p.window) * p.in_c;
  for (int64_t i = share.row_begin; i < share.row_end; ++i) {
    GatherPixels(p.window, p.in_c, in_stride, args[Conv2d::kIn], i, 1, row);
    const float* residual = args[Conv2d::kResidual];
    ReferenceProduct(
        args.blocking, {args[Conv2d::kWeights], args[Conv2d::kBias], k, p.out_c, p.epilogue},
        {row, k, args[Conv2d::kOut] + i * out_stride,
         residual == nullptr ? nullptr : residual + i * out_stride, out_stride, 1, false},
        share.panel_begin, share.panel_end);
  }
}

}  // namespace kws
#endif  // HWY_ONCE
