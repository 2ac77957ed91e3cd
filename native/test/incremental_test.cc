// Windows that share what they have in common give the scores of whole windows, bit for bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "counted_memory.h"
#include "sound_plans.h"
#include "window_pair.h"

namespace kws {
namespace {

TEST(Incremental, ScoresOfRandomModelsAreThoseOfWholeWindows) {
  const std::vector<float> sound = Noise(kWindow + 24 * 1600, 3);
  const int hops[] = {160, 320, 640, 1280, 1600, 60};
  int gained = 0, drawn_models = 0, residuals = 0;
  for (uint32_t seed = 0; seed < 80; ++seed) {
    SoundPlan drawn(seed, kWindow);
    const std::vector<uint8_t> plan = drawn.Draw(1 + static_cast<int>(seed % 6));
    residuals += drawn.text().find(" separable+") != std::string::npos;
    for (const std::string& isa : Isas()) {
      if (isa == "reference" && seed % 8 != 0) continue;  // slow
      const int64_t hop = hops[(seed + isa.size()) % 6];
      Pair pair(plan, hop, isa.c_str());
      EXPECT_TRUE(pair.Agree(sound, 24)) << "seed " << seed << " " << isa << " hop " << hop << ": "
                                         << drawn.text() << ": " << kws_last_error();
      gained += pair.Gain() > 1.5;
      ++drawn_models;
    }
  }
  EXPECT_GT(gained, drawn_models / 2);
  EXPECT_GT(residuals, 5);
}

// Convolutions of stride 2 after one of 40 samples, padded on both sides.
std::vector<uint8_t> Halving(int layers) {
  PlanBuilder plan;
  const OperandRecord sound = plan.Floats(kWindow);
  plan.Tensor("sound", true, KWS_FLOAT32, {kWindow}, sound);
  plan.Tensor("rate", true, KWS_INT32, {}, plan.Arena(4));
  const auto weights = [&](int k) { return plan.Constant(Noise(static_cast<size_t>(k) * 16, 5)); };
  const kws_epilogue relu6 = {KWS_CLAMP, 0, 6};
  int rows = 100;
  OperandRecord map = plan.Floats(static_cast<uint64_t>(rows * 16));
  const kws_window first = {1, 1, kWindow, 1, rows, 1, 60, 1, 40, 1, 1, 0, 10};
  plan.Step(KWS_CONV_2D, kws_conv_2d_params{first, 1, 16, 0, 0, relu6}, {map, sound, weights(60)});
  for (int i = 0; i < layers; ++i) {
    const int half = (rows + 1) / 2;
    const OperandRecord next = plan.Floats(static_cast<uint64_t>(half * 16));
    const kws_window window = {1, 1, rows, 1, half, 1, 3, 1, 2, 1, 1, 0, 1};
    plan.Step(KWS_CONV_2D, kws_conv_2d_params{window, 16, 16, 0, 0, relu6},
              {next, map, weights(48)});
    map = next;
    rows = half;
  }
  const OperandRecord scores = plan.Floats(kScores);
  plan.Step(KWS_FULLY_CONNECTED,
            kws_fully_connected_params{1, rows * 16, kScores, 0, 0, {KWS_SIGMOID, 0, 0}},
            {scores, map, weights(rows * 16)});
  plan.Tensor("scores", false, KWS_FLOAT32, {kScores}, scores);
  return plan.Finish();
}

// rows of the output, those a hop computes, samples from row to row, windows kept.
std::vector<int64_t> Numbers(const kws_incremental_step_info& info) {
  return {info.rows, info.fresh_rows, info.stride, info.phases};
}

TEST(Incremental, CountsTheRowsOfAHop) {
  // 160 samples are 4 rows of the first map, 2 of the second and 1 of the third; half a row of the
  // fourth, whose copies are two windows apart.
  Pair pair(Halving(3), 160);
  EXPECT_EQ(Numbers(pair.Info(0)), (std::vector<int64_t>{100, 1 + 4 + 1, 40, 1}));
  EXPECT_EQ(Numbers(pair.Info(1)), (std::vector<int64_t>{50, 1 + 2 + 1, 80, 1}));
  EXPECT_EQ(Numbers(pair.Info(2)), (std::vector<int64_t>{25, 1 + 1 + 1, 160, 1}));
  EXPECT_EQ(Numbers(pair.Info(3)), (std::vector<int64_t>{13, 1 + 1 + 1, 320, 2}));
  EXPECT_EQ(Numbers(pair.Info(4)), (std::vector<int64_t>{0, 0, 0, 0}));
}

TEST(Incremental, KeepsNothingOfMapsThatEveryWindowChanges) {
  // A hop that shares no factor with the strides would need 40 copies of the first map.
  Pair pair(Halving(2), 37);
  EXPECT_EQ(pair.Info(0).rows, 0);
  EXPECT_EQ(pair.Gain(), 1);
  EXPECT_TRUE(pair.Agree(Noise(kWindow + 20 * 37, 9), 20));
}

TEST(Incremental, EveryHopAgreesOverManyPhases) {
  for (const int64_t hop : {160, 320, 640, 1280, 1600, 2560}) {
    Pair pair(Halving(5), hop);
    const int windows = static_cast<int>(16 * kWindow / hop);
    EXPECT_TRUE(pair.Agree(Noise(static_cast<size_t>(kWindow + windows * hop), 4), windows)) << hop;
  }
}

// A convolution of 40 samples, then a separable one that keeps the shape, plus its input or not.
std::vector<uint8_t> Separable(int channels, bool residual) {
  PlanBuilder plan;
  const OperandRecord sound = plan.Floats(kWindow);
  plan.Tensor("sound", true, KWS_FLOAT32, {kWindow}, sound);
  plan.Tensor("rate", true, KWS_INT32, {}, plan.Arena(4));
  const auto constant = [&](int count) {
    return plan.Constant(Noise(static_cast<size_t>(count), 5));
  };
  constexpr int kRows = 100;
  const int panels = (channels + KWS_PANEL - 1) / KWS_PANEL * KWS_PANEL;
  const auto floats = static_cast<uint64_t>(kRows * channels);
  const OperandRecord map = plan.Floats(floats), next = plan.Floats(floats);
  const kws_window first = {1, 1, kWindow, 1, kRows, 1, 60, 1, 40, 1, 1, 0, 10};
  plan.Step(KWS_CONV_2D, kws_conv_2d_params{first, 1, channels, 0, 0, {}},
            {map, sound, constant(60 * panels)});
  const kws_window same = {1, 1, kRows, 1, kRows, 1, 3, 1, 1, 1, 1, 0, 1};
  plan.Step(KWS_DEPTHWISE_POINTWISE,
            kws_depthwise_pointwise_params{same, channels, 1, channels, 0, 0, {}, {KWS_TANH, 0, 0}},
            {next,
             map,
             constant(3 * channels),
             {},
             constant(channels * panels),
             constant(panels),
             residual ? map : OperandRecord{}});
  const OperandRecord scores = plan.Floats(kScores);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, kRows * channels, kScores, 0, 0, {}},
            {scores, next, constant(kRows * channels * KWS_PANEL)});
  plan.Tensor("scores", false, KWS_FLOAT32, {kScores}, scores);
  return plan.Finish();
}

// The rows at both ends go through the weights in one block, and at the longer hop in several.
TEST(Incremental, BothEndsOfASeparableStepAgree) {
  for (const std::string& isa : Isas()) {
    for (const int channels : {5, 16, 40}) {
      for (const int64_t hop : {160, 640, 1280}) {
        for (const bool residual : {false, true}) {
          Pair pair(Separable(channels, residual), hop, isa.c_str());
          const int64_t rows = hop / 40;
          EXPECT_EQ(Numbers(pair.Info(1)), (std::vector<int64_t>{100, 2 + rows + 2, 40, 1}));
          EXPECT_TRUE(pair.Agree(Noise(static_cast<size_t>(kWindow + 8 * hop), 4), 8))
              << isa << ", " << channels << " channels, hop " << hop
              << (residual ? ", residual" : "");
        }
      }
    }
  }
}

// A convolution, and a loop that adds up its rows from the last to the first, as the second half of
// a recurrent layer that was unrolled reads them.
std::vector<uint8_t> Backwards() {
  PlanBuilder plan;
  const OperandRecord sound = plan.Floats(kWindow);
  plan.Tensor("sound", true, KWS_FLOAT32, {kWindow}, sound);
  plan.Tensor("rate", true, KWS_INT32, {}, plan.Arena(4));
  constexpr int kRows = 100, kColumns = 16;
  const OperandRecord map = plan.Floats(kRows * kColumns);
  const kws_window window = {1, 1, kWindow, 1, kRows, 1, 40, 1, 40, 1, 1, 0, 0};
  plan.Step(KWS_CONV_2D, kws_conv_2d_params{window, 1, kColumns, 0, 0, {}},
            {map, sound, plan.Constant(Noise(40 * kColumns, 6))});
  const OperandRecord turned = plan.Floats(kRows * kColumns);
  constexpr int64_t kRowBytes = kColumns * 4;
  OperandRecord in = map, out = turned;
  in.offset += (kRows - 1) * kRowBytes;
  in.bytes = out.bytes = kRowBytes;
  in.loop_stride = -kRowBytes;
  out.loop_stride = kRowBytes;
  plan.Step(KWS_LOOP, kws_loop_params{kRows, 1}, {}, "backwards");
  plan.Step(KWS_UNARY, kws_unary_params{kColumns, KWS_TANH, 0, 0}, {out, in});
  const OperandRecord scores = plan.Floats(kScores);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, kRows * kColumns, kScores, 0, 0, {}},
            {scores, turned, plan.Constant(Noise(kRows * kColumns * 16, 7))});
  plan.Tensor("scores", false, KWS_FLOAT32, {kScores}, scores);
  return plan.Finish();
}

TEST(Incremental, ALoopMayReadAMapBackwards) {
  for (const int64_t hop : {160, 60}) {
    Pair pair(Backwards(), hop);
    EXPECT_GT(pair.Info(0).rows, 0);
    EXPECT_TRUE(pair.Agree(Noise(static_cast<size_t>(kWindow + 80 * hop), 8), 80)) << hop;
  }
}

TEST(Incremental, AWholeWindowStartsAnew) {
  Pair pair(Halving(4), 160);
  const std::vector<float> sound = Noise(kWindow + 30 * 160, 1);
  EXPECT_TRUE(pair.Agree(sound, 7));
  EXPECT_TRUE(pair.Agree(Noise(kWindow + 30 * 160, 2), 30));
}

// A stream gives a window to nobody but its listener.
struct Listener {
  Pair* pair;
  const std::vector<float>* sound;
  int windows;
  int wrong;

  static void Hear(void* context, int64_t last, const float* scores, int32_t count) {
    auto* listener = static_cast<Listener*>(context);
    const void* whole = listener->pair->Whole(listener->sound->data() + last + 1 - kWindow);
    listener->wrong += memcmp(whole, scores, static_cast<size_t>(count) * sizeof(float)) != 0;
    ++listener->windows;
  }
};

TEST(Incremental, StreamsKeepWhatWindowsShare) {
  Pair pair(Halving(4), 160);
  const std::vector<float> sound = Noise(kWindow + 40 * 160, 8);
  Listener listener = {&pair, &sound, 0, 0};
  const char* const labels[kScores] = {"_silence_", "a", "b", "c", "d"};
  kws_stream_options options = {};
  options.hop_ms = 10;
  options.labels = labels;
  options.label_count = kScores;
  options.context = &listener;
  options.on_scores = &Listener::Hear;
  kws_stream* stream = nullptr;
  ASSERT_EQ(kws_stream_open(pair.model(), &options, &stream), KWS_OK) << kws_last_error();
  for (size_t at = 0; at < sound.size(); at += 100)
    EXPECT_EQ(kws_stream_accept_float(stream, sound.data() + at,
                                      std::min<size_t>(100, sound.size() - at)),
              KWS_OK);
  kws_stream_info info;
  EXPECT_EQ(kws_stream_describe(stream, &info), KWS_OK);
  EXPECT_GT(info.bytes, kws_incremental_map_bytes(pair.incremental()));
  EXPECT_EQ(listener.windows, 41);
  EXPECT_EQ(listener.wrong, 0);
  kws_stream_close(stream);
}

TEST(Incremental, ThreadsChangeNothing) {
  SoundPlan drawn(5, kWindow);
  const std::vector<uint8_t> plan = drawn.Draw(6);
  for (const std::string& isa : Isas()) {
    if (isa == "reference") continue;  // slow
    // a named instruction set emulates a product of bfloat16, which the drawn model may have
    Pair pair(plan, 160, isa.c_str(), 3);
    EXPECT_TRUE(pair.Agree(Noise(kWindow + 20 * 160, 1), 20)) << isa;
  }
}

TEST(Incremental, AHopAllocatesNothing) {
  constexpr int64_t kHop = 160;
  Pair pair(Halving(4), kHop);
  const std::vector<float> sound = Noise(kWindow + kHop, 5);
  ASSERT_TRUE(pair.Agree(sound, 2));
  const int64_t before = allocations;
  for (int i = 0; i < 60; ++i)
    ASSERT_EQ(kws_incremental_run(pair.incremental(), sound.data(), kHop), KWS_OK);
  ASSERT_EQ(kws_incremental_run(pair.incremental(), sound.data(), kWindow), KWS_OK);
  EXPECT_EQ(allocations, before);
}

TEST(Incremental, TheAbsenceOfMemoryIsAStatus) {
  Pair pair(Halving(4), 160);
  kws_incremental* made = nullptr;
  ExpectStatusWithoutMemory("kws_incremental_create", KWS_OK, [&] {
    EXPECT_EQ(made, nullptr);
    return kws_incremental_create(pair.model(), 2, kSoundFeed, 160, &made);
  });
  kws_incremental_close(made);
}

// A convolution that skips most of the sound, so that hours of it are cheap.
std::vector<uint8_t> Skipping() {
  PlanBuilder plan;
  const OperandRecord sound = plan.Floats(kWindow);
  plan.Tensor("sound", true, KWS_FLOAT32, {kWindow}, sound);
  plan.Tensor("rate", true, KWS_INT32, {}, plan.Arena(4));
  constexpr int kRows = 10, kColumns = 16;
  const OperandRecord map = plan.Floats(kRows * kColumns);
  const kws_window window = {1, 1, kWindow, 1, kRows, 1, 20, 1, 400, 1, 1, 0, 0};
  plan.Step(KWS_CONV_2D, kws_conv_2d_params{window, 1, kColumns, 0, 0, {}},
            {map, sound, plan.Constant(Noise(20 * kColumns, 6))});
  const OperandRecord scores = plan.Floats(kScores);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, kRows * kColumns, kScores, 0, 0, {}},
            {scores, map, plan.Constant(Noise(kRows * kColumns * 16, 7))});
  plan.Tensor("scores", false, KWS_FLOAT32, {kScores}, scores);
  return plan.Finish();
}

TEST(Incremental, SamplesPassTheEndOfAnInt) {
  constexpr int64_t kHop = kWindow - 400;
  constexpr size_t kKept = kWindow - kHop;
  Pair pair(Skipping(), kHop);
  EXPECT_GT(pair.Info(0).rows, 0);
  const std::vector<float> sound = Noise(kWindow + 7 * kHop, 6);
  ASSERT_TRUE(pair.Agree(sound, 1));
  // The same sound round and round.
  const auto fresh = [&](int64_t i) { return sound.data() + i % 7 * kHop; };
  const int64_t end = (int64_t{1} << 31) / kHop + 3;
  for (int64_t i = 1; i < end; ++i) {
    ASSERT_EQ(kws_incremental_run(pair.incremental(), fresh(i), kHop), KWS_OK);
    if (i + 6 < end) continue;
    std::vector<float> window(fresh(i - 1) + kHop - kKept, fresh(i - 1) + kHop);
    window.insert(window.end(), fresh(i), fresh(i) + kHop);
    EXPECT_EQ(memcmp(pair.Whole(window.data()), pair.Scores(), kScores * sizeof(float)), 0) << i;
  }
}

TEST(Incremental, RefusesWhatIsNoWindowAndNoHop) {
  Pair pair(Halving(2), 160);
  const std::vector<float> sound = Noise(kWindow, 1);
  kws_incremental* made = pair.incremental();
  EXPECT_EQ(kws_incremental_run(made, sound.data(), 160), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "a hop follows no window: give a whole one first");
  EXPECT_EQ(kws_incremental_run(made, sound.data(), 161), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "161 samples are neither a window of 4000 nor a hop of 160");
  EXPECT_EQ(kws_incremental_run(made, nullptr, 160), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_incremental_buffer(made, kSoundFeed), nullptr);
  EXPECT_EQ(kws_incremental_buffer(made, 3), nullptr);
  EXPECT_NE(kws_incremental_buffer(made, kScoresFetch), nullptr);
}

TEST(Incremental, RefusesHopsThatDoNotOverlapAndOtherFeeds) {
  const std::vector<uint8_t> plan = Halving(1);
  kws_model* model = nullptr;
  ASSERT_EQ(kws_model_open_memory(plan.data(), plan.size(), nullptr, &model), KWS_OK);
  kws_incremental* made = nullptr;
  for (const int64_t hop : {int64_t{0}, int64_t{-160}, int64_t{kWindow}}) {
    EXPECT_EQ(kws_incremental_create(model, 1, kSoundFeed, hop, &made), KWS_INVALID_ARGUMENT);
  }
  EXPECT_EQ(kws_incremental_create(model, 1, kRateFeed, 160, &made), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_incremental_create(model, 1, kScoresFetch, 160, &made), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_incremental_create(model, 0, kSoundFeed, 160, &made), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_incremental_create(nullptr, 1, kSoundFeed, 160, &made), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(made, nullptr);
  kws_incremental_close(nullptr);
  kws_model_close(model);
}

}  // namespace
}  // namespace kws
