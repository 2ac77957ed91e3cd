// EXTRACT_PATCHES: every window of an image as one row.
#include "core/kernel.h"
#include "kernels/window.h"

namespace kws {
namespace {

void ExtractPatchesRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_extract_patches_params>();
  const int64_t row = Taps(p.window) * p.channels;
  GatherPixels(p.window, p.channels, p.channels, args[ExtractPatches::kIn], begin, end - begin,
               args[ExtractPatches::kOut] + begin * row);
}

}  // namespace

KernelEntry ExtractPatches::Resolve(int64_t) { return {&ExtractPatchesRun}; }

bool ExtractPatches::Validate(const Params& p, StepCheck& check) {
  if (!check.Window(p.window) || !check.Positive("channels", p.channels)) return false;
  const int64_t row = SatProduct({p.window.kernel_h, p.window.kernel_w, p.channels});
  return check.Range("patch", row, 1, INT32_MAX) &&
         check.WindowInput(kIn, p.window, p.channels, 0) &&
         check.WindowOutput(kOut, p.window, row, 0);
}

double ExtractPatches::ExecutedFlops(const Params&) { return 0; }
int64_t ExtractPatches::Items(const Params& p) { return OutputPixels(p.window); }
uint64_t ExtractPatches::ScratchBytes(const Params&) { return 0; }

void ExtractPatches::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const kws_window& w = p.window;
  float* out = args[ExtractPatches::kOut] + begin * Taps(w) * p.channels;
  for (int64_t i = begin; i < end; ++i) {
    const Pixel px(w, i);
    for (int64_t kh = 0; kh < w.kernel_h; ++kh) {
      for (int64_t kw = 0; kw < w.kernel_w; ++kw) {
        const bool inside =
            kh >= px.h.first && kh < px.h.last && kw >= px.w.first && kw < px.w.last;
        for (int64_t c = 0; c < p.channels; ++c) {
          *out++ = inside ? args[ExtractPatches::kIn][px.Input(w, kh, kw) * p.channels + c] : 0.0f;
        }
      }
    }
  }
}

}  // namespace kws
