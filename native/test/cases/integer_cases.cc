// Convolutions of levels: windows as those of floats, extremes of levels, zeros and factors, both
// roundings, every pair of types.
#include "cases.h"
#include "kernels/levels.h"
#include "kernels/window.h"

namespace kws {
namespace {

// As in window_cases.cc.
const kws_window kLevelWindows[] = {
    {1, 1, 40, 1, 38, 1, 3, 1, 1, 1, 1, 0, 0},  // 1-D VALID
    {1, 1, 41, 1, 21, 1, 3, 1, 2, 1, 1, 0, 1},  // 1-D SAME, stride 2
    {2, 1, 23, 1, 23, 1, 5, 1, 1, 1, 2, 0, 4},  // dilated, a batch
    {1, 9, 7, 9, 7, 3, 3, 1, 1, 1, 1, 1, 1},    // 2-D SAME
    {2, 10, 8, 5, 4, 3, 2, 2, 2, 1, 1, 0, 0},   // 2-D, stride 2
    {1, 11, 9, 11, 9, 3, 3, 1, 1, 2, 3, 2, 3},  // 2-D dilated
    {1, 1, 27, 1, 27, 1, 1, 1, 1, 1, 1, 0, 0},  // pointwise
    {1, 3, 3, 5, 6, 4, 4, 1, 1, 1, 1, 4, 4},    // whole windows outside
    {1, 1, 7, 1, 1, 1, 7, 1, 1, 1, 1, 0, 0},    // one pixel
};

constexpr int32_t kMost = 2147483647;

// What a case's levels and factors are.
struct LevelStyle {
  const char* name;
  kws_dtype from, to;
  int32_t in_zero, out_zero, low, high;
  kws_rounding rounding;
  double factor_low, factor_high;  // of multipliers
  int right_low, right_high;
  bool left;
  int32_t bias;
  double level_low, level_high;  // of the input, as bytes
};

const LevelStyle kStyles[] = {
    {"bytes", KWS_INT8, KWS_INT8, -128, -128, 0, 255, KWS_ROUND_TWICE, 1 << 30, kMost, 7, 9, false,
     9000, -128, 127},
    {"signed", KWS_INT8, KWS_INT8, 5, -7, -121, 134, KWS_ROUND_TWICE, 1 << 30, kMost, 0, 12, false,
     90000, -128, 127},
    {"largest", KWS_INT8, KWS_FLOAT32, 127, 0, -(1 << 24), 1 << 24, KWS_ROUND_TWICE, kMost, kMost,
     0, 1, false, kMost, 127, 127},
    {"least", KWS_INT8, KWS_INT8, -128, 127, -255, 0, KWS_ROUND_TWICE, -kMost, kMost, 0, 31, true,
     kMost, -128, -128},
    {"once", KWS_INT8, KWS_INT8, 3, -128, 0, 255, KWS_ROUND_ONCE, 1 << 30, kMost, 37, 45, false,
     9000, -128, 127},
    {"once, extremes", KWS_INT8, KWS_FLOAT32, 3, 0, -(1 << 24), 1 << 24, KWS_ROUND_ONCE, -kMost,
     kMost, 0, 63, false, kMost, -128, 127},
    {"floats", KWS_FLOAT32, KWS_INT8, -5, 4, -132, 123, KWS_ROUND_TWICE, 1 << 30, kMost, 5, 9,
     false, 900, -200, 200},
    {"floats to floats", KWS_FLOAT32, KWS_FLOAT32, 127, 0, -255, 0, KWS_ROUND_ONCE, 1 << 30, kMost,
     36, 45, false, 900, -300, 300},
};

kws_levels Levels(const LevelStyle& s) {
  return {s.from, s.to, s.in_zero, s.out_zero, s.low, s.high, s.rounding};
}

CaseOperand InLevels(const LevelStyle& s, int64_t elements) {
  return s.from == KWS_INT8 ? Integers(elements, KWS_INT8, s.level_low, s.level_high)
                            : Floats(elements, s.level_low, s.level_high);
}

// The operands after the weights.
void AddFactors(const LevelStyle& s, int64_t columns, std::vector<CaseOperand>& operands) {
  const int64_t n = Panels(columns) * KWS_PANEL;
  operands.push_back(Integers(n, KWS_INT32, -static_cast<double>(s.bias), s.bias));
  operands.push_back(Integers(n, KWS_INT32, s.factor_low, s.factor_high));
  operands.push_back(Integers(n, KWS_INT32, s.right_low, s.right_high));
  operands.push_back(s.left ? Integers(n, KWS_INT32, 0, 31) : Absent());
}

CaseOperand Weights8(int64_t elements) { return Integers(elements, KWS_INT8, -127, 127); }

KernelCase IntegerConv(const kws_window& w, int in_c, int out_c, int in_stride, int out_stride,
                       const LevelStyle& s) {
  const kws_integer_conv_2d_params p = {w, in_c, out_c, in_stride, out_stride, Levels(s)};
  const int64_t pixels = int64_t{w.batch} * w.in_h * w.in_w;
  std::vector<CaseOperand> operands = {
      Out(StridedExtent(OutputPixels(w), out_stride, out_c), s.to),
      InLevels(s, StridedExtent(pixels, in_stride, in_c)),
      Weights8(Quads(Taps(w) * in_c) * kQuad * Panels(out_c) * KWS_PANEL)};
  AddFactors(s, out_c, operands);
  return MakeCase(
             std::string(s.name) + " in " + std::to_string(in_c) + " out " + std::to_string(out_c),
             p, operands)
      .Tolerance(0);
}

KernelCase IntegerDepthwise(const kws_window& w, int channels, int in_stride, int out_stride,
                            const LevelStyle& s) {
  const kws_integer_depthwise_2d_params p = {w, channels, in_stride, out_stride, Levels(s)};
  const int64_t pixels = int64_t{w.batch} * w.in_h * w.in_w;
  std::vector<CaseOperand> operands = {
      Out(StridedExtent(OutputPixels(w), out_stride, channels), s.to),
      InLevels(s, StridedExtent(pixels, in_stride, channels)),
      Weights8((Taps(w) + 1) / 2 * 2 * Panels(channels) * KWS_PANEL)};
  AddFactors(s, channels, operands);
  return MakeCase(std::string(s.name) + " channels " + std::to_string(channels), p, operands)
      .Tolerance(0);
}

}  // namespace

std::vector<KernelCase> IntegerConv2dCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kLevelWindows) {
    for (const LevelStyle& s : kStyles) {
      cases.push_back(IntegerConv(w, 1, 20, 0, 0, s));
      cases.push_back(IntegerConv(w, 5, 33, 7, 35, s));
    }
    cases.push_back(IntegerConv(w, 16, 16, 0, 0, kStyles[0]));
    cases.push_back(IntegerConv(w, 19, 7, 0, 0, kStyles[1]));
  }
  const kws_window image = {1, 49, 10, 25, 5, 10, 4, 2, 2, 1, 1, 4, 1};
  cases.push_back(IntegerConv(image, 1, 64, 0, 0, kStyles[0]).Timed());
  const kws_window points = {1, 25, 5, 25, 5, 1, 1, 1, 1, 1, 1, 0, 0};
  cases.push_back(IntegerConv(points, 64, 64, 0, 0, kStyles[0]).Timed());
  const kws_window row = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0};
  cases.push_back(IntegerConv(row, 640, 128, 0, 0, kStyles[4]).Timed());
  const kws_window deep = {1, 1, 24, 1, 24, 1, 1, 1, 1, 1, 1, 0, 0};
  cases.push_back(IntegerConv(deep, 384, 512, 0, 0, kStyles[0]).Timed());
  return cases;
}

std::vector<KernelCase> IntegerDepthwise2dCases() {
  std::vector<KernelCase> cases;
  for (const kws_window& w : kLevelWindows) {
    for (const LevelStyle& s : kStyles) {
      cases.push_back(IntegerDepthwise(w, 3, 0, 0, s));
      cases.push_back(IntegerDepthwise(w, 33, 35, 37, s));
    }
    cases.push_back(IntegerDepthwise(w, 16, 0, 0, kStyles[1]));
  }
  const kws_window image = {1, 25, 5, 25, 5, 3, 3, 1, 1, 1, 1, 1, 1};
  cases.push_back(IntegerDepthwise(image, 64, 0, 0, kStyles[0]).Timed());
  const kws_window wave = {1, 1, 199, 1, 197, 1, 3, 1, 1, 1, 1, 0, 0};
  cases.push_back(IntegerDepthwise(wave, 128, 0, 0, kStyles[0]).Timed());
  return cases;
}

}  // namespace kws
