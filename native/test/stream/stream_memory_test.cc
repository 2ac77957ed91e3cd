// Memory of streams: hearing asks for none, not in a day of sound either; where opening asks for
// it, its absence is a status.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "counted_memory.h"
#include "stream/noise.h"
#include "stream/opened_stream.h"
#include "stream/stream.h"

namespace kws {
namespace {

TEST(Stream, HearingAllocatesNothing) {
  const std::vector<int16_t> pcm = Noise(4410, 11);
  const std::vector<float> floats(441);
  for (const char* rule : {"tensorflow", "average", "streak", "micro"}) {
    for (const int32_t rate : {1000, 2500}) {
      kws_stream_options options = Options(3, rule);
      options.sample_rate = rate;
      Opened o(Named(), options);
      ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
      o.heard.told.reserve(30000);
      o.heard.detections.reserve(30000);
      const auto hear = [&] {
        kws_stream_accept_pcm16(o.stream, pcm.data(), pcm.size());
        kws_stream_accept_float(o.stream, floats.data(), floats.size());
        kws_stream_finish(o.stream);
        kws_stream_reset(o.stream);
      };
      hear();
      // the listener of this test copies scores: one allocation a window
      const size_t windows = o.heard.told.size();
      const int64_t before = allocations;
      hear();
      EXPECT_EQ(allocations - before, static_cast<int64_t>(o.heard.told.size() - windows)) << rule;
      EXPECT_GT(windows, 400u);
    }
  }
}

TEST(Stream, TheAbsenceOfMemoryIsAStatus) {
  const std::vector<uint8_t> file = Named().Finish();
  kws_model* model = nullptr;
  ASSERT_EQ(kws_model_open_memory(file.data(), file.size(), nullptr, &model), KWS_OK);
  kws_stream_options options = Options(3, "tensorflow");
  options.sample_rate = 2500;
  kws_stream* stream = nullptr;
  ExpectStatusWithoutMemory("kws_stream_open", KWS_OK, [&] {
    EXPECT_EQ(stream, nullptr);
    return kws_stream_open(model, &options, &stream);
  });
  kws_stream_close(stream);
  kws_model_close(model);
}

// A score that is NaN has a message, and the message asks for memory.
TEST(Stream, TheAbsenceOfMemoryIsAFailureLikeAnyOther) {
  Opened o(Named(), Options(kWindow));
  ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
  const std::vector<float> nan(kWindow, NAN), sound(kWindow);
  grants = 0;
  const kws_status status = kws_stream_accept_float(o.stream, nan.data(), nan.size());
  grants = INT64_MAX;
  EXPECT_EQ(status, KWS_OUT_OF_MEMORY);
  EXPECT_EQ(kws_stream_accept_float(o.stream, sound.data(), sound.size()), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "the stream failed before: reset it first");
  EXPECT_EQ(kws_stream_reset(o.stream), KWS_OK) << kws_last_error();
  EXPECT_EQ(kws_stream_accept_float(o.stream, sound.data(), sound.size()), KWS_OK);
  ASSERT_EQ(o.heard.told.size(), 1u);
  EXPECT_EQ(o.heard.told[0].last, kWindow - 1);
}

// Scores by the window's number: a word every hundredth window, for three.
class Counting final : public WindowScorer {
 public:
  const float* Score(const float*, kws_status*, std::string*) override {
    scores_[1] = windows++ % 100 < 3 ? 1.0f : 0.0f;
    return scores_;
  }
  void Reset() override {}
  uint64_t bytes() const override { return 0; }

  int64_t windows = 0;

 private:
  float scores_[2] = {0, 0};
};

TEST(Stream, ADayOfSoundTakesNoMoreMemoryThanASecond) {
  constexpr int64_t kRate = 48000, kHop = 9600, kHours = 24;
  Stream::Parts parts;
  parts.shape = {kRate, kHop / 2, kHop};
  std::string error;
  ASSERT_TRUE(parts.labels.Set({"silence", "yes"}, &error)) << error;
  auto scorer = std::make_unique<Counting>();
  Counting* counting = scorer.get();
  parts.scorer = std::move(scorer);
  Rule rule;
  ASSERT_TRUE(ParseRule({"streak", "results=3"}, &rule, &error)) << error;
  parts.detector = NewDetector(rule, parts.labels, kRate, kHop);
  std::vector<int64_t> found;
  found.reserve(8000);
  parts.listeners.context = &found;
  parts.listeners.on_detection = [](void* context, const kws_detection* detection) {
    static_cast<std::vector<int64_t>*>(context)->push_back(detection->last_sample);
  };
  Stream stream(std::move(parts));
  ASSERT_TRUE(stream.OpenInput(kRate, 1, &error)) << error;
  const std::vector<float> minute(kRate * 60);
  const int64_t before = allocations;
  for (int i = 0; i < 60 * kHours; ++i) ASSERT_TRUE(stream.Accept(minute.data(), minute.size()));
  EXPECT_EQ(allocations, before);
  const int64_t windows = kRate * 3600 * kHours / kHop;
  EXPECT_EQ(counting->windows, windows);
  ASSERT_EQ(found.size(), static_cast<size_t>(windows / 100));
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_EQ(found[i], static_cast<int64_t>(100 * i + 2) * kHop + kHop / 2 - 1);
  EXPECT_GT(found.back(), int64_t{1} << 31);
}

}  // namespace
}  // namespace kws
