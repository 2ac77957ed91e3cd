// Plans that map a window of sound to scores, drawn at random from the family of keyword spotters.
#ifndef KWS_TEST_SOUND_PLANS_H_
#define KWS_TEST_SOUND_PLANS_H_

#include <random>
#include <string>
#include <vector>

#include "plan_builder.h"

namespace kws {

// Tensors of the plans below: the sound, its rate, the scores.
constexpr int kSoundFeed = 0, kRateFeed = 1, kScoresFetch = 2;

// Layers along time, one after the other: convolutions of every kind, with padding or without;
// pools, elementwise steps, residuals, joined and sliced channels, means over time. The maps share
// few buffers, as tensors of a plan do.
class SoundPlan {
 public:
  SoundPlan(uint32_t seed, int window);

  // A first layer on samples, or the front end; then `layers` others and a head.
  std::vector<uint8_t> Draw(int layers);
  // What it drew, for messages.
  const std::string& text() const { return text_; }

 private:
  // rows x width pixels of channels, `pitch` floats apart, in a buffer.
  struct Map {
    int rows, width, channels;
    OperandRecord at;
    int buffer;
  };

  int Any(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  OperandRecord Weights(int k, int n);
  OperandRecord Constant(int count, float scale = 0.5f);
  Map Output(int rows, int width, int channels, int keep, int other = -1);
  kws_window Window(const Map& in, int taps, Map* out_shape);
  kws_epilogue Epilogue();

  void First();
  void Layer();
  Map Convolve(const Map& in, int channels);
  Map SeparableResidual(const Map& in);
  Map Depthwise(const Map& in);
  Map Pool(const Map& in);
  Map Elementwise(const Map& in);
  Map Residual(const Map& in);
  Map Joined(const Map& in);
  Map Centered(const Map& in);
  Map Dense(const Map& in);
  void Head();

  PlanBuilder plan_;
  std::mt19937 random_;
  int window_;
  OperandRecord sound_, rate_;
  std::vector<OperandRecord> buffers_;
  Map map_ = {};
  std::string text_;
};

}  // namespace kws

#endif  // KWS_TEST_SOUND_PLANS_H_
