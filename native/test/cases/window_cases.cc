// Convolutions and pools: strides, dilations, paddings that leave windows partly or wholly outside,
// slices of channels.
#include "cases.h"
#include "kernels/window.h"

namespace kws {
namespace {

// batch, in_h, in_w, out_h, out_w, kernel_h, kernel_w, stride_h, stride_w, dilation_h, dilation_w,
// pad_top, pad_left
const kws_window kWindows[] = {
    {1, 1, 40, 1, 38, 1, 3, 1, 1, 1, 1, 0, 0},    // 1-D VALID
    {1, 1, 41, 1, 21, 1, 3, 1, 2, 1, 1, 0, 1},    // 1-D SAME, stride 2
    {1, 1, 41, 1, 21, 1, 2, 1, 2, 1, 1, 0, 0},    // pairs, the last one of one
    {2, 1, 23, 1, 23, 1, 5, 1, 1, 1, 2, 0, 4},    // dilated, a batch
    {1, 9, 7, 9, 7, 3, 3, 1, 1, 1, 1, 1, 1},      // 2-D SAME
    {2, 2, 2, 2, 2, 3, 3, 1, 1, 1, 1, 1, 1},      // no window with all of its taps
    {2, 10, 8, 5, 4, 3, 2, 2, 2, 1, 1, 0, 0},     // 2-D, stride 2
    {1, 11, 9, 11, 9, 3, 3, 1, 1, 2, 3, 2, 3},    // 2-D dilated
    {1, 12, 6, 4, 1, 3, 6, 3, 1, 1, 1, 0, 0},     // as wide as the input
    {1, 6, 5, 6, 5, 1, 1, 1, 1, 1, 1, 0, 0},      // pointwise
    {1, 3, 3, 5, 6, 4, 4, 1, 1, 1, 1, 4, 4},      // whole windows outside
    {1, 1, 7, 1, 1, 1, 7, 1, 1, 1, 1, 0, 0},      // one pixel
    {1, 1, 100, 1, 70, 1, 3, 1, 1, 1, 1, 20, 2},  // padded below a height of 1
};

int64_t InPixels(const kws_window& w) { return int64_t{w.batch} * w.in_h * w.in_w; }

KernelCase Conv(const kws_window& w, int in_c, int out_c, int in_stride, int out_stride,
                bool extras, int activation, kws_encoding encoding = KWS_PLAIN) {
  const kws_conv_2d_params p = {w, in_c, out_c, in_stride, out_stride, {activation, 0, 6}};
  const int64_t out = StridedExtent(OutputPixels(w), out_stride, out_c);
  return MakeCase("in " + std::to_string(in_c) + " out " + std::to_string(out_c), p,
                  {Out(out), Floats(StridedExtent(InPixels(w), in_stride, in_c)),
                   WeightPanels(Taps(w) * in_c, out_c, encoding),
                   extras ? Floats(Panels(out_c) * KWS_PANEL) : Absent(),
                   extras ? Floats(out) : Absent()})
      .Tolerance(encoding == KWS_BF16 ? 0 : 1e-5);
}

KernelCase Separable(const kws_window& w, int in_c, int multiplier, int out_c, bool extras,
                     int activation, kws_encoding encoding = KWS_PLAIN) {
  const kws_depthwise_pointwise_params p = {w,
                                            in_c,
                                            multiplier,
                                            out_c,
                                            extras ? in_c + 3 : 0,
                                            extras ? out_c + 5 : 0,
                                            {activation, 0, 6},
                                            {KWS_CLAMP, -1, 6}};
  const int64_t k = int64_t{in_c} * multiplier;
  const int64_t out = StridedExtent(OutputPixels(w), p.out_stride, out_c);
  // A last bit of the depthwise part may decide to which bfloat16 it is rounded.
  const double tolerance = encoding == KWS_BF16 ? 0.02 : 1e-5;
  return MakeCase(
             "in " + std::to_string(in_c) + " out " + std::to_string(out_c), p,
             {Out(out), Floats(StridedExtent(InPixels(w), p.in_stride, in_c)), Floats(Taps(w) * k),
              extras ? Floats(k) : Absent(), WeightPanels(k, out_c, encoding),
              extras ? Floats(Panels(out_c) * KWS_PANEL) : Absent(),
              extras ? Floats(out) : Absent()})
      .Tolerance(tolerance);
}

}  // namespace

std::vector<KernelCase> Conv2dCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kWindows) {
    cases.push_back(Conv(w, 1, 20, 0, 0, true, KWS_IDENTITY));
    cases.push_back(Conv(w, 5, 33, 0, 0, false, KWS_CLAMP));
    cases.push_back(Conv(w, 16, 16, 21, 19, true, KWS_SIGMOID));
    for (const kws_encoding encoding : kFewerBits)
      cases.push_back(Conv(w, 5, 41, 7, 0, true, KWS_CLAMP, encoding));
  }
  const kws_window wave = {1, 1, 16000, 1, 399, 1, 80, 1, 40, 1, 1, 0, 10};
  cases.push_back(Conv(wave, 1, 128, 0, 0, false, KWS_CLAMP).Tolerance(1e-4).Timed());
  // a third of the channels of a wider tensor, read and written in place
  const kws_window slice = {1, 1, 98, 1, 84, 1, 15, 1, 1, 1, 1, 0, 0};
  cases.push_back(Conv(slice, 42, 50, 252, 300, false, KWS_CLAMP).Tolerance(1e-4).Timed());
  const kws_window image = {1, 49, 10, 25, 5, 10, 4, 2, 2, 1, 1, 4, 1};
  cases.push_back(Conv(image, 1, 64, 0, 0, true, KWS_CLAMP).Timed());
  return cases;
}

std::vector<KernelCase> Depthwise2dCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kWindows) {
    for (const int channels : {1, 7, 16, 37}) {
      const int multiplier = channels == 7 ? 3 : 1;
      const kws_depthwise_2d_params p = {
          w,          channels,
          multiplier, channels + channels % 2,
          0,          {channels == 16 ? KWS_TANH : KWS_CLAMP, -1, 2}};
      const int64_t out_c = int64_t{channels} * multiplier;
      cases.push_back(MakeCase(
          std::to_string(channels) + " channels", p,
          {Out(OutputPixels(w) * out_c), Floats(StridedExtent(InPixels(w), p.in_stride, channels)),
           Floats(Taps(w) * out_c), channels == 1 ? Absent() : Floats(out_c)}));
    }
  }
  const kws_window w = {1, 25, 5, 25, 5, 3, 3, 1, 1, 1, 1, 1, 1};
  const kws_depthwise_2d_params p = {w, 64, 1, 0, 0, {KWS_CLAMP, 0, 6}};
  cases.push_back(
      MakeCase("ds-cnn", p, {Out(125 * 64), Floats(125 * 64), Floats(9 * 64), Floats(64)}).Timed());
  return cases;
}

std::vector<KernelCase> DepthwisePointwiseCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kWindows) {
    cases.push_back(Separable(w, 5, 2, 20, true, KWS_SIGMOID));
    cases.push_back(Separable(w, 19, 1, 34, false, KWS_CLAMP));
    cases.push_back(Separable(w, 32, 1, 64, true, KWS_IDENTITY));
    for (const kws_encoding encoding : kFewerBits)
      cases.push_back(Separable(w, 19, 2, 41, true, KWS_CLAMP, encoding));
  }
  for (const int t : {9, 47, 397}) {
    const kws_window w = {1, 1, t + 2, 1, t, 1, 3, 1, 1, 1, 1, 0, 0};
    cases.push_back(Separable(w, 256, 1, 256, false, KWS_CLAMP).Tolerance(1e-4).Timed());
    cases.push_back(Separable(w, 256, 1, 256, false, KWS_CLAMP, KWS_BF16).Timed());
  }
  return cases;
}

std::vector<KernelCase> Pool2dCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kWindows) {
    for (const int op : {KWS_POOL_MAX, KWS_POOL_AVG}) {
      const kws_pool_2d_params p = {w, 19, op == KWS_POOL_MAX ? 0 : 22, op == KWS_POOL_MAX ? 25 : 0,
                                    op};
      cases.push_back(MakeCase("op " + std::to_string(op), p,
                               {Out(StridedExtent(OutputPixels(w), p.out_stride, 19)),
                                Floats(StridedExtent(InPixels(w), p.in_stride, 19))}));
    }
  }
  for (const int channels : {16, 128}) {
    const kws_window w = {1, 1, 399, 1, 200, 1, 3, 1, 2, 1, 1, 0, 1};
    cases.push_back(MakeCase("max of 3 times, " + std::to_string(channels) + " channels",
                             kws_pool_2d_params{w, channels, 0, 0, KWS_POOL_MAX},
                             {Out(200 * channels), Floats(399 * channels)})
                        .Timed());
  }
  return cases;
}

std::vector<KernelCase> ExtractPatchesCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kWindows) {
    const kws_extract_patches_params p = {w, 3};
    cases.push_back(
        MakeCase("3 channels", p, {Out(OutputPixels(w) * Taps(w) * 3), Floats(InPixels(w) * 3)}));
  }
  return cases;
}

}  // namespace kws
