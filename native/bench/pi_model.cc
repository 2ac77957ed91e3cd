#include "pi_model.h"

#include <cmath>
#include <random>

#include "cases.h"
#include "gemm/gemm.h"
#include "plan_builder.h"

namespace kws {
namespace {

constexpr kws_epilogue kRelu6 = {KWS_CLAMP, 0, 6};
constexpr kws_epilogue kNone = {KWS_IDENTITY, 0, 0};

class Builder {
 public:
  explicit Builder(kws_encoding encoding) : encoding_(encoding) {}

  std::vector<uint8_t> Build() {
    const OperandRecord wave = plan_.Floats(16000);
    plan_.Tensor("wave", true, KWS_FLOAT32, {1, 16000}, wave);
    const kws_window first = {1, 1, 16000, 1, 399, 1, 80, 1, 40, 1, 1, 0, 10};
    OperandRecord map = Map(399 * 128);
    plan_.Step(KWS_CONV_2D, kws_conv_2d_params{first, 1, 128, 0, 0, kRelu6},
               {map, wave, Panels(80, 128), Bias(128)}, "conv");
    int t = 399, channels = 128;
    map = Separable(map, &t, &channels, 128, false);
    for (const int filters : {192, 256, 320, 384, 512}) {
      map = Separable(map, &t, &channels, filters, true);
      map = Separable(map, &t, &channels, filters, false);
    }
    Head(map, t, channels);
    return plan_.Finish();
  }

 private:
  std::vector<float> Random(int64_t count, double scale) {
    std::uniform_real_distribution<float> values(static_cast<float>(-scale),
                                                 static_cast<float>(scale));
    std::vector<float> v(static_cast<size_t>(count));
    for (float& x : v) x = values(random_);
    return v;
  }
  OperandRecord Panels(int k, int n) {
    return plan_.Constant(Random(int64_t{k} * kws::Panels(n) * KWS_PANEL, 1.7 / std::sqrt(k)));
  }
  // Of a layer in the middle.
  OperandRecord Encoded(int k, int n) {
    if (encoding_ == KWS_PLAIN) return Panels(k, n);
    return plan_.Encoded(
        EncodedPanels(k, n, encoding_, random_(), static_cast<float>(1.7 / std::sqrt(k))),
        encoding_);
  }
  OperandRecord Bias(int n) { return plan_.Constant(Random(kws::Panels(n) * KWS_PANEL, 0.5)); }

  // The maps take turns in two buffers, as a plan by lifetimes has it.
  OperandRecord Map(int count) {
    if (maps_.empty()) maps_ = {plan_.Floats(399 * 128), plan_.Floats(399 * 128)};
    OperandRecord map = maps_[turn_++ % 2];
    map.bytes = static_cast<uint64_t>(count) * sizeof(float);
    return map;
  }

  // Stride 2 SAME, or stride 1 VALID.
  OperandRecord Separable(const OperandRecord& in, int* t, int* channels, int filters, bool halve) {
    const int out_t = halve ? (*t + 1) / 2 : *t - 2;
    const int pad = halve ? ((out_t - 1) * 2 + 3 - *t) / 2 : 0;
    const kws_window window = {1, 1, *t, 1, out_t, 1, 3, 1, halve ? 2 : 1, 1, 1, 0, pad};
    const OperandRecord out = Map(out_t * filters);
    plan_.Step(KWS_DEPTHWISE_POINTWISE,
               kws_depthwise_pointwise_params{window, *channels, 1, filters, 0, 0, kNone, kRelu6},
               {out, in, plan_.Constant(Random(3 * *channels, 0.6)), PlanBuilder::None(),
                Encoded(*channels, filters), Bias(filters)},
               "separable " + std::to_string(*channels) + " to " + std::to_string(filters) +
                   ", T " + std::to_string(out_t));
    *t = out_t;
    *channels = filters;
    return out;
  }

  // Attention over the flattened map, maximum of the weighted map beside the average, classes.
  void Head(const OperandRecord& map, int t, int channels) {
    const int count = t * channels;
    const OperandRecord scores = plan_.Floats(static_cast<uint64_t>(t));
    const OperandRecord weights = plan_.Floats(static_cast<uint64_t>(t));
    const OperandRecord weighted = plan_.Floats(static_cast<uint64_t>(count));
    OperandRecord pooled = plan_.Floats(static_cast<uint64_t>(2 * channels));
    plan_.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, count, t, 0, 0, kNone},
               {scores, map, Panels(count, t), Bias(t)}, "attention");
    plan_.Step(KWS_SOFTMAX, kws_softmax_params{1, t, 1, 0}, {weights, scores}, "softmax");
    const kws_chain_params scale = {t, channels, 1, {{KWS_MUL, KWS_CHAIN_COLUMN, 0, 0, 0}}};
    plan_.Step(KWS_CHAIN, scale, {weighted, map, weights}, "weigh");
    OperandRecord half = pooled;
    half.bytes /= 2;
    plan_.Step(KWS_REDUCE, kws_reduce_params{1, t, channels, KWS_REDUCE_MEAN}, {half, map}, "mean");
    half.offset += half.bytes;
    plan_.Step(KWS_REDUCE, kws_reduce_params{1, t, channels, KWS_REDUCE_MAX}, {half, weighted},
               "max");
    const OperandRecord logits = plan_.Floats(12);
    plan_.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, 2 * channels, 12, 0, 0, kNone},
               {logits, pooled, Panels(2 * channels, 12)}, "classes");
    const OperandRecord out = plan_.Floats(12);
    plan_.Step(KWS_SOFTMAX, kws_softmax_params{1, 12, 1, 0}, {out, logits}, "softmax");
    plan_.Tensor("probabilities", false, KWS_FLOAT32, {1, 12}, out);
  }

  kws_encoding encoding_;
  PlanBuilder plan_;
  std::mt19937 random_{5};
  std::vector<OperandRecord> maps_;
  size_t turn_ = 0;
};

}  // namespace

std::vector<uint8_t> PiModelPlan(kws_encoding encoding) { return Builder(encoding).Build(); }

}  // namespace kws
