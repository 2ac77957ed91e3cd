// A stream of a small model, opened through the ABI, and what its listeners heard.
#ifndef KWS_TEST_STREAM_OPENED_STREAM_H_
#define KWS_TEST_STREAM_OPENED_STREAM_H_

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "plan_builder.h"

namespace kws {

constexpr int kWindow = 8;
constexpr char kRule[] = "streak,results=1,pause_ms=0,threshold=0.9";

// The scores of a window of 8 samples: silence 0.5, yes is its first sample plus a little of the
// others, no is minus its first. None is negative, unless the epilogue leaves it so.
inline PlanBuilder Bare(const kws_epilogue& epilogue = {KWS_CLAMP, 0, INFINITY}) {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(kWindow), out = plan.Floats(3);
  std::vector<float> weights(kWindow * KWS_PANEL);
  weights[1] = 1;
  weights[2] = -1;
  for (size_t i = 1; i < kWindow; ++i) weights[i * KWS_PANEL + 1] = 0.001f * static_cast<float>(i);
  std::vector<float> bias(KWS_PANEL);
  bias[0] = 0.5f;
  plan.Tensor("in", true, KWS_FLOAT32, {1, kWindow}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 3}, out);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, kWindow, 3, 0, 0, epilogue},
            {out, in, plan.Constant(weights), plan.Constant(bias)});
  return plan;
}

// It says no more than that eight samples are a clip.
inline PlanBuilder Unnamed() {
  PlanBuilder plan = Bare();
  plan.Metadata("window", {std::to_string(kWindow)});
  return plan;
}

// At 1000 Hz: a millisecond is a sample.
inline PlanBuilder Named(const kws_epilogue& epilogue = {KWS_CLAMP, 0, 1}) {
  PlanBuilder plan = Bare(epilogue);
  plan.Metadata("labels", {"_silence_", "yes", "no"});
  plan.Metadata("sample_rate", {"1000"});
  return plan;
}

struct Told {
  int64_t last;
  std::vector<float> scores;
  bool operator==(const Told& other) const { return last == other.last && scores == other.scores; }
};

struct Heard {
  std::vector<Told> told;
  std::vector<kws_detection> detections;
  std::vector<float> window;
  kws_stream* stream = nullptr;
  kws_status inside = KWS_OK;
};

inline void OnScores(void* context, int64_t last, const float* scores, int32_t count) {
  static_cast<Heard*>(context)->told.push_back({last, {scores, scores + count}});
}

inline void OnDetection(void* context, const kws_detection* detection) {
  auto* heard = static_cast<Heard*>(context);
  heard->detections.push_back(*detection);
  const float* window = kws_stream_window(heard->stream);
  heard->window.assign(window, window + kWindow);
  heard->inside = kws_stream_reset(heard->stream);
}

struct Opened {
  kws_model* model = nullptr;
  Heard heard;
  kws_stream* stream = nullptr;

  explicit Opened(const PlanBuilder& plan, kws_stream_options options = {}) {
    const std::vector<uint8_t> file = plan.Finish();
    EXPECT_EQ(kws_model_open_memory(file.data(), file.size(), nullptr, &model), KWS_OK)
        << kws_last_error();
    options.context = &heard;
    options.on_scores = OnScores;
    options.on_detection = OnDetection;
    status = kws_stream_open(model, &options, &stream);
    heard.stream = stream;
  }
  ~Opened() {
    kws_stream_close(stream);
    kws_model_close(model);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  kws_status status;
};

inline kws_stream_options Options(int32_t hop, const char* rule = kRule) {
  kws_stream_options options = {};
  options.hop_ms = hop;
  options.rule = rule;
  return options;
}

// Every window run as a clip.
inline std::vector<Told> Windows(kws_model* model, const std::vector<int16_t>& samples,
                                 size_t hop) {
  kws_session* session = nullptr;
  EXPECT_EQ(kws_session_create(model, 1, &session), KWS_OK);
  const auto* out = static_cast<const float*>(kws_session_buffer(session, 1));
  std::vector<Told> told;
  for (size_t at = 0; at + kWindow <= samples.size(); at += hop) {
    kws_session_set_pcm16(session, 0, samples.data() + at, kWindow, 32768);
    kws_session_run(session);
    told.push_back({static_cast<int64_t>(at + kWindow - 1), {out, out + 3}});
  }
  kws_session_close(session);
  return told;
}

}  // namespace kws

#endif  // KWS_TEST_STREAM_OPENED_STREAM_H_
