// A model on windows of sound, whole and by hops: what both must agree on.
#ifndef KWS_TEST_WINDOW_PAIR_H_
#define KWS_TEST_WINDOW_PAIR_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

#include "sound_plans.h"

namespace kws {

constexpr int kWindow = 4000, kScores = 5;

inline std::vector<float> Noise(size_t count, uint32_t seed) {
  std::vector<float> values(count);
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(static_cast<int32_t>(seed)) / 4294967296.0f;
  }
  return values;
}

// A model, run by both.
class Pair {
 public:
  Pair(const std::vector<uint8_t>& plan, int64_t hop, const char* isa = nullptr, int threads = 1)
      : hop_(hop) {
    EXPECT_EQ(kws_model_open_memory(plan.data(), plan.size(), isa, &model_), KWS_OK)
        << kws_last_error();
    EXPECT_EQ(kws_session_create(model_, 1, &session_), KWS_OK) << kws_last_error();
    EXPECT_EQ(kws_incremental_create(model_, threads, kSoundFeed, hop, &incremental_), KWS_OK)
        << kws_last_error();
    *static_cast<int32_t*>(kws_session_buffer(session_, kRateFeed)) = 16000;
    *static_cast<int32_t*>(kws_incremental_buffer(incremental_, kRateFeed)) = 16000;
  }
  ~Pair() {
    kws_incremental_close(incremental_);
    kws_session_close(session_);
    kws_model_close(model_);
  }
  Pair(const Pair&) = delete;

  kws_model* model() { return model_; }
  kws_incremental* incremental() { return incremental_; }

  // Whether `windows` windows of the sound, from a whole one on, have equal scores.
  bool Agree(const std::vector<float>& sound, int windows) {
    for (int i = 0; i < windows; ++i) {
      const float* window = sound.data() + i * hop_;
      const float* fresh = i == 0 ? window : window + kWindow - hop_;
      if (kws_incremental_run(incremental_, fresh, i == 0 ? kWindow : hop_) != KWS_OK) return false;
      if (memcmp(Whole(window), Scores(), kScores * sizeof(float)) != 0) return false;
    }
    return true;
  }

  const void* Whole(const float* window) {
    memcpy(kws_session_buffer(session_, kSoundFeed), window, kWindow * sizeof(float));
    EXPECT_EQ(kws_session_run(session_), KWS_OK) << kws_last_error();
    return kws_session_buffer(session_, kScoresFetch);
  }
  const void* Scores() { return kws_incremental_buffer(incremental_, kScoresFetch); }

  // FLOPs of a whole window over those of a hop.
  double Gain() {
    double whole = 0, hop = 0;
    for (int32_t i = 0; i < kws_model_step_count(model_); ++i) {
      kws_step_info step;
      kws_incremental_step_info info;
      EXPECT_EQ(kws_model_step(model_, i, &step), KWS_OK);
      EXPECT_EQ(kws_incremental_step(incremental_, i, &info), KWS_OK);
      whole += step.flops;
      hop += info.flops;
    }
    return whole / hop;
  }
  kws_incremental_step_info Info(int32_t step) {
    kws_incremental_step_info info;
    EXPECT_EQ(kws_incremental_step(incremental_, step, &info), KWS_OK) << kws_last_error();
    return info;
  }

 private:
  int64_t hop_;
  kws_model* model_ = nullptr;
  kws_session* session_ = nullptr;
  kws_incremental* incremental_ = nullptr;
};

inline std::vector<std::string> Isas() {
  std::vector<std::string> names;
  std::istringstream all(kws_available_isas());
  for (std::string name; std::getline(all, name, ',');) names.push_back(name);
  return names;
}

}  // namespace kws

#endif  // KWS_TEST_WINDOW_PAIR_H_
