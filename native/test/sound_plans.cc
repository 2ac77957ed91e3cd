#include "sound_plans.h"

#include <algorithm>
#include <cmath>

#include "cases.h"
#include "gemm/gemm.h"

namespace kws {
namespace {

constexpr kws_cepstrum kCepstrum = {KWS_AUDIO_OPS, 16000, 20, 4000, 20, 10};
constexpr uint64_t kBufferFloats = 1 << 17;

uint64_t Bytes(int64_t floats) { return static_cast<uint64_t>(floats) * sizeof(float); }

}  // namespace

SoundPlan::SoundPlan(uint32_t seed, int window)
    : random_(seed),
      window_(window),
      sound_(plan_.Floats(static_cast<uint64_t>(window))),
      rate_(plan_.Arena(sizeof(int32_t))) {
  plan_.Tensor("sound", true, KWS_FLOAT32, {window, 1}, sound_);
  plan_.Tensor("rate", true, KWS_INT32, {}, rate_);
  for (int i = 0; i < 4; ++i) buffers_.push_back(plan_.Floats(kBufferFloats));
}

OperandRecord SoundPlan::Constant(int count, float scale) {
  std::uniform_real_distribution<float> values(-scale, scale);
  std::vector<float> v(static_cast<size_t>(count));
  for (float& x : v) x = values(random_);
  return plan_.Constant(v);
}

OperandRecord SoundPlan::Weights(int k, int n) {
  const float range = 1.5f / std::sqrt(static_cast<float>(k));
  const kws_encoding encoding = kEncodings[Any(0, 3)];
  if (encoding == KWS_PLAIN) return Constant(k * static_cast<int>(Panels(n)) * KWS_PANEL, range);
  text_ += " encoded " + std::to_string(encoding);
  return plan_.Encoded(EncodedPanels(k, n, encoding, random_(), range), encoding);
}

// In any buffer but those two.
SoundPlan::Map SoundPlan::Output(int rows, int width, int channels, int keep, int other) {
  int buffer = Any(0, 3);
  while (buffer == keep || buffer == other) buffer = (buffer + 1) % 4;
  Map map = {rows, width, channels, buffers_[static_cast<size_t>(buffer)], buffer};
  map.at.bytes = Bytes(int64_t{rows} * width * channels);
  return map;
}

// Along time, and along the width where there is one; the output's rows and width go to `shape`.
kws_window SoundPlan::Window(const Map& in, int taps, Map* shape) {
  const int stride = Any(1, 2), dilation = Any(0, 3) == 0 ? 2 : 1;
  const int reach = (taps - 1) * dilation;
  int pad = Any(0, 1) == 0 ? 0 : Any(0, reach);
  int behind = Any(0, 1) == 0 ? 0 : Any(0, reach);
  if (in.rows <= reach) pad = behind = reach;
  const int rows = (in.rows + pad + behind - reach - 1) / stride + 1;
  shape->rows = rows;
  if (in.width == 1) {
    shape->width = 1;
    return {1, 1, in.rows, 1, rows, 1, taps, 1, stride, 1, dilation, 0, pad};
  }
  const int across = std::min(in.width, 3), step = Any(1, 2);
  shape->width = (in.width - 1) / step + 1;
  return {1,      in.rows, in.width, rows, shape->width, taps,      across,
          stride, step,    dilation, 1,    pad,          across / 2};
}

kws_epilogue SoundPlan::Epilogue() {
  const kws_epilogue all[] = {
      kNoEpilogue, {KWS_CLAMP, 0, 6}, {KWS_TANH, 0, 0}, {KWS_SIGMOID, 0, 0}};
  return all[Any(0, 3)];
}

void SoundPlan::First() {
  const int kind = Any(0, 2);
  if (kind == 0) {
    const int stride = 40 << Any(0, 2), window = stride * Any(1, 3);
    const int frames = (window_ - window) / stride + 1;
    map_ = Output(frames, kCepstrum.coefficients, 1, -1);
    text_ = "mfcc";
    plan_.Step(KWS_AUDIO_MFCC, kws_audio_mfcc_params{window_, 1, window, stride, kCepstrum},
               {map_.at, sound_, rate_});
    return;
  }
  const int stride = 10 << Any(0, 2), channels = Any(3, 40);
  if (kind == 1) {  // frames that do not overlap
    const int rows = window_ / stride;
    map_ = Output(rows, 1, channels, -1);
    text_ = "frames";
    plan_.Step(KWS_FULLY_CONNECTED,
               kws_fully_connected_params{rows, stride, channels, 0, 0, Epilogue()},
               {map_.at, sound_, Weights(stride, channels)});
    return;
  }
  const int taps = stride * Any(1, 3) + Any(0, 5), pad = Any(0, 1) == 0 ? 0 : Any(0, taps - 1);
  const int rows = (window_ + pad - taps) / stride + 1;
  map_ = Output(rows, 1, channels, -1);
  text_ = "conv";
  const kws_window w = {1, 1, window_, 1, rows, 1, taps, 1, stride, 1, 1, 0, pad};
  plan_.Step(KWS_CONV_2D, kws_conv_2d_params{w, 1, channels, 0, 0, Epilogue()},
             {map_.at, sound_, Weights(taps, channels),
              Constant(static_cast<int>(Panels(channels)) * KWS_PANEL)});
}

SoundPlan::Map SoundPlan::Convolve(const Map& in, int channels) {
  Map shape = {};
  const int taps = Any(1, 4);
  const kws_window w = Window(in, taps, &shape);
  const Map out = Output(shape.rows, shape.width, channels, in.buffer);
  const OperandRecord bias = Constant(static_cast<int>(Panels(channels)) * KWS_PANEL);
  const int k = w.kernel_h * w.kernel_w;
  if (Any(0, 1) == 0) {
    text_ += " conv";
    plan_.Step(KWS_CONV_2D, kws_conv_2d_params{w, in.channels, channels, 0, 0, Epilogue()},
               {out.at, in.at, Weights(k * in.channels, channels), bias});
  } else {
    text_ += " separable";
    plan_.Step(
        KWS_DEPTHWISE_POINTWISE,
        kws_depthwise_pointwise_params{w, in.channels, 1, channels, 0, 0, Epilogue(), Epilogue()},
        {out.at, in.at, Constant(k * in.channels), {}, Weights(in.channels, channels), bias});
  }
  return out;
}

// x + f(x), where f keeps the shape: a hop computes rows at both ends of the map, in one block.
SoundPlan::Map SoundPlan::SeparableResidual(const Map& in) {
  const int taps = 2 * Any(1, 2) + 1, across = in.width == 1 ? 1 : 3;
  const Map out = Output(in.rows, in.width, in.channels, in.buffer);
  text_ += " separable+";
  const kws_window image = {1, in.rows, in.width, in.rows, in.width, taps,      across,
                            1, 1,       1,        1,       taps / 2, across / 2};
  const kws_window line = {1, 1, in.rows, 1, in.rows, 1, taps, 1, 1, 1, 1, 0, taps / 2};
  plan_.Step(KWS_DEPTHWISE_POINTWISE,
             kws_depthwise_pointwise_params{in.width == 1 ? line : image, in.channels, 1,
                                            in.channels, 0, 0, Epilogue(), Epilogue()},
             {out.at,
              in.at,
              Constant(taps * across * in.channels),
              {},
              Weights(in.channels, in.channels),
              Constant(static_cast<int>(Panels(in.channels)) * KWS_PANEL),
              in.at});
  return out;
}

SoundPlan::Map SoundPlan::Depthwise(const Map& in) {
  Map shape = {};
  const int multiplier = Any(1, 2);
  const kws_window w = Window(in, Any(1, 4), &shape);
  const Map out = Output(shape.rows, shape.width, in.channels * multiplier, in.buffer);
  text_ += " depthwise";
  plan_.Step(
      KWS_DEPTHWISE_2D, kws_depthwise_2d_params{w, in.channels, multiplier, 0, 0, Epilogue()},
      {out.at, in.at, Constant(w.kernel_h * w.kernel_w * out.channels), Constant(out.channels)});
  return out;
}

SoundPlan::Map SoundPlan::Pool(const Map& in) {
  Map shape = {};
  const kws_window w = Window(in, Any(2, 3), &shape);
  const Map out = Output(shape.rows, shape.width, in.channels, in.buffer);
  text_ += " pool";
  plan_.Step(KWS_POOL_2D, kws_pool_2d_params{w, in.channels, 0, 0, Any(0, 1)}, {out.at, in.at});
  return out;
}

// Often in place.
SoundPlan::Map SoundPlan::Elementwise(const Map& in) {
  const int row = in.width * in.channels;
  const Map out = Any(0, 1) == 0 ? in : Output(in.rows, in.width, in.channels, in.buffer);
  switch (Any(0, 3)) {
    case 0:
      text_ += " unary";
      plan_.Step(KWS_UNARY, kws_unary_params{in.rows * row, KWS_TANH, 0, 0}, {out.at, in.at});
      break;
    case 1:
      text_ += " chain";
      plan_.Step(KWS_CHAIN,
                 kws_chain_params{in.rows * in.width,
                                  in.channels,
                                  3,
                                  {{KWS_MUL, KWS_CHAIN_ROW, 0, 0, 0},
                                   {KWS_ADD, KWS_CHAIN_ROW, 0, 0, 0},
                                   {KWS_CLAMP, KWS_CHAIN_UNARY, 0, -1, 3}}},
                 {out.at, in.at, Constant(in.channels), Constant(in.channels)});
      break;
    case 2:
      text_ += " binary";
      plan_.Step(KWS_BINARY,
                 kws_binary_params{KWS_MUL,
                                   KWS_FLOAT32,
                                   2,
                                   {in.rows * in.width, in.channels},
                                   {in.channels, 1},
                                   {0, 1},
                                   kNoEpilogue},
                 {out.at, in.at, Constant(in.channels)});
      break;
    default:
      text_ += " softmax";
      plan_.Step(KWS_SOFTMAX, kws_softmax_params{in.rows, row, 1, 0}, {out.at, in.at});
  }
  return out;
}

// x + f(x), by the product's epilogue or a step of its own.
SoundPlan::Map SoundPlan::Residual(const Map& in) {
  const int rows = in.rows * in.width;
  const Map out = Output(in.rows, in.width, in.channels, in.buffer);
  const bool fused = Any(0, 1) == 0;
  text_ += fused ? " residual" : " product";
  plan_.Step(
      KWS_FULLY_CONNECTED,
      kws_fully_connected_params{rows, in.channels, in.channels, 0, 0, Epilogue()},
      {out.at, in.at, Weights(in.channels, in.channels), {}, fused ? in.at : OperandRecord{}});
  if (fused) return out;
  const Map sum = Output(in.rows, in.width, in.channels, in.buffer, out.buffer);
  text_ += "+";
  plan_.Step(
      KWS_BINARY,
      kws_binary_params{KWS_ADD, KWS_FLOAT32, 1, {rows * in.channels}, {1}, {1}, kNoEpilogue},
      {sum.at, in.at, out.at});
  return sum;
}

// Two convolutions, of slices of the channels, side by side in one map.
SoundPlan::Map SoundPlan::Joined(const Map& in) {
  const int first = Any(1, 20), second = Any(1, 20);
  Map shape = {};
  const kws_window w = Window(in, Any(1, 3), &shape);
  const Map out = Output(shape.rows, shape.width, first + second, in.buffer);
  text_ += " joined";
  for (int i = 0; i < 2; ++i) {
    const int channels = i == 0 ? first : second;
    const int from = i * (in.channels / 2), taken = in.channels - from;
    OperandRecord to = out.at, source = in.at;
    to.offset += Bytes(i * first);
    to.bytes -= Bytes(out.channels - channels);
    source.offset += Bytes(from);
    source.bytes -= Bytes(from);
    plan_.Step(KWS_CONV_2D,
               kws_conv_2d_params{w, taken, channels, in.channels, out.channels, Epilogue()},
               {to, source, Weights(w.kernel_h * w.kernel_w * taken, channels)});
  }
  return out;
}

// Less its mean over time: all after it depends on the whole window.
SoundPlan::Map SoundPlan::Centered(const Map& in) {
  const int row = in.width * in.channels;
  const Map mean = Output(1, in.width, in.channels, in.buffer);
  const Map out = Output(in.rows, in.width, in.channels, in.buffer, mean.buffer);
  text_ += " centered";
  plan_.Step(KWS_REDUCE, kws_reduce_params{1, in.rows, row, KWS_REDUCE_MEAN}, {mean.at, in.at});
  plan_.Step(
      KWS_BINARY,
      kws_binary_params{KWS_SUB, KWS_FLOAT32, 2, {in.rows, row}, {row, 1}, {0, 1}, kNoEpilogue},
      {out.at, in.at, mean.at});
  return out;
}

// Each row of time by itself.
SoundPlan::Map SoundPlan::Dense(const Map& in) {
  const int row = in.width * in.channels, channels = Any(1, 40);
  const Map out = Output(in.rows, 1, channels, in.buffer);
  text_ += " dense";
  plan_.Step(KWS_FULLY_CONNECTED,
             kws_fully_connected_params{in.rows, row, channels, 0, 0, Epilogue()},
             {out.at, in.at, Weights(row, channels)});
  return out;
}

void SoundPlan::Layer() {
  switch (Any(0, 10)) {
    case 0:
      map_ = Depthwise(map_);
      break;
    case 1:
      map_ = Pool(map_);
      break;
    case 2:
    case 3:
      map_ = Elementwise(map_);
      break;
    case 4:
      map_ = Residual(map_);
      break;
    case 5:
      map_ = Joined(map_);
      break;
    case 6:
      map_ = SeparableResidual(map_);
      break;
    case 7:
      map_ = Any(0, 3) == 0 ? Centered(map_) : Dense(map_);
      break;
    default:
      map_ = Convolve(map_, Any(1, 40));
  }
}

void SoundPlan::Head() {
  const int row = map_.width * map_.channels;
  const Map pooled = Output(1, 1, row, map_.buffer);
  plan_.Step(
      KWS_REDUCE,
      kws_reduce_params{1, map_.rows, row, Any(0, 1) == 0 ? KWS_REDUCE_MEAN : KWS_REDUCE_MAX},
      {pooled.at, map_.at});
  const OperandRecord scores = plan_.Floats(5);
  plan_.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, row, 5, 0, 0, kNoEpilogue},
             {scores, pooled.at, Weights(row, 5)});
  plan_.Tensor("scores", false, KWS_FLOAT32, {1, 5}, scores);
}

std::vector<uint8_t> SoundPlan::Draw(int layers) {
  First();
  for (int i = 0; i < layers; ++i) Layer();
  Head();
  return plan_.Finish();
}

}  // namespace kws
