// Streams through the ABI: windows, detections, the model's metadata and the caller's options,
// errors, memory; and a day of sound through a scorer that costs nothing.
#include "stream/stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "plan_builder.h"

namespace {

std::atomic<int64_t> allocations{0};

}  // namespace

// Not inlined: a compiler that sees malloc's memory deleted takes that for a mistake.
__attribute__((noinline)) void* operator new(size_t bytes) {
  ++allocations;
  void* memory = malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { free(memory); }
__attribute__((noinline)) void operator delete(void* memory, size_t) noexcept { free(memory); }

namespace kws {
namespace {

constexpr int kWindow = 8;
constexpr char kRule[] = "streak,results=1,pause_ms=0,threshold=0.9";

// The scores of a window of 8 samples: silence 0.5, yes is its first sample plus a little of the
// others, no is minus its first.
PlanBuilder Model() {
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
  plan.Step(KWS_FULLY_CONNECTED,
            kws_fully_connected_params{1, kWindow, 3, 0, 0, {KWS_IDENTITY, 0, 0}},
            {out, in, plan.Constant(weights), plan.Constant(bias)});
  return plan;
}

// At 1000 Hz: a millisecond is a sample.
PlanBuilder Named() {
  PlanBuilder plan = Model();
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

void OnScores(void* context, int64_t last, const float* scores, int32_t count) {
  static_cast<Heard*>(context)->told.push_back({last, {scores, scores + count}});
}

void OnDetection(void* context, const kws_detection* detection) {
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

kws_stream_options Options(int32_t hop, const char* rule = kRule) {
  kws_stream_options options = {};
  options.hop_ms = hop;
  options.rule = rule;
  return options;
}

std::vector<int16_t> Noise(size_t count) {
  uint64_t state = 11;
  std::vector<int16_t> samples(count);
  for (int16_t& sample : samples) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    sample = static_cast<int16_t>(static_cast<int>(state >> 48) - 32768);
  }
  return samples;
}

// Every window run as a clip.
std::vector<Told> Windows(kws_model* model, const std::vector<int16_t>& samples, size_t hop) {
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

TEST(Stream, EveryWindowIsScoredHoweverTheSoundIsCut) {
  const std::vector<int16_t> pcm = Noise(9000);
  for (const int hop : {1, 3, 8, 13}) {
    Opened o(Named(), Options(hop));
    ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
    const std::vector<Told> expected = Windows(o.model, pcm, static_cast<size_t>(hop));
    for (const size_t piece : {size_t{1}, size_t{37}, size_t{9000}}) {
      o.heard.told.clear();
      for (size_t at = 0; at < pcm.size(); at += piece)
        kws_stream_accept_pcm16(o.stream, pcm.data() + at, std::min(piece, pcm.size() - at));
      EXPECT_EQ(o.heard.told, expected) << "hop " << hop << ", pieces of " << piece;
      ASSERT_EQ(kws_stream_reset(o.stream), KWS_OK);
    }
  }
}

TEST(Stream, ADetectionHasItsPlace) {
  Opened o(Named(), Options(4));
  std::vector<float> samples(64);
  samples[16] = 1;
  samples[40] = -1;
  ASSERT_EQ(kws_stream_accept_float(o.stream, samples.data(), samples.size()), KWS_OK);
  ASSERT_EQ(o.heard.detections.size(), 2u);
  EXPECT_STREQ(kws_stream_label(o.stream, o.heard.detections[0].label), "yes");
  EXPECT_EQ(o.heard.detections[0].first_sample, 16);
  EXPECT_EQ(o.heard.detections[0].last_sample, 23);
  EXPECT_EQ(o.heard.detections[0].score, 1);
  EXPECT_STREQ(kws_stream_label(o.stream, o.heard.detections[1].label), "no");
  EXPECT_EQ(o.heard.detections[1].first_sample, 40);
  EXPECT_EQ(o.heard.window[0], -1);
  EXPECT_EQ(o.heard.inside, KWS_INVALID_ARGUMENT) << "a listener may not reset its stream";
  EXPECT_EQ(kws_stream_window(o.stream), nullptr);
}

TEST(Stream, SilenceIsNotReported) {
  Opened o(Named(), Options(4, "tensorflow,window_ms=8,suppression_ms=0,minimum_count=1"));
  kws_stream_reset(o.stream);
  std::vector<float> samples(300);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = i / 50 % 2 == 0 ? 0.0f : 1.0f;
  Opened lower(Named(), Options(4,
                                "tensorflow,window_ms=8,suppression_ms=0,minimum_count=1,"
                                "threshold=0.4"));
  kws_stream_accept_float(lower.stream, samples.data(), samples.size());
  // the same word again: silence was detected in between
  ASSERT_EQ(lower.heard.detections.size(), 3u);
  for (const kws_detection& one : lower.heard.detections) EXPECT_EQ(one.label, 1);
}

TEST(Stream, TheModelSaysHowItIsHeard) {
  PlanBuilder plan = Named();
  plan.Metadata("hop", {"5"});
  plan.Metadata("window", {"8"});
  plan.Metadata("detector", {"streak", "results=1", "pause_ms=0"});
  plan.Metadata("thresholds", {"yes", "0.25"});
  Opened o(plan);
  ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
  kws_stream_info info;
  ASSERT_EQ(kws_stream_describe(o.stream, &info), KWS_OK);
  EXPECT_EQ(info.sample_rate, 1000);
  EXPECT_EQ(info.window, 8);
  EXPECT_EQ(info.hop, 5);
  EXPECT_EQ(info.label_count, 3);
  EXPECT_GE(info.bytes, 4 * (8 + 4096) + kws_model_arena_bytes(o.model));
  EXPECT_EQ(kws_stream_label(o.stream, 3), nullptr);
  std::vector<float> samples(20);
  samples[5] = 0.3f;
  samples[10] = -0.69f;  // the threshold of the others is 0.7
  kws_stream_accept_float(o.stream, samples.data(), samples.size());
  ASSERT_EQ(o.heard.told.size(), 3u);
  EXPECT_EQ(o.heard.told[2].last, 17);
  ASSERT_EQ(o.heard.detections.size(), 1u);
  EXPECT_EQ(o.heard.detections[0].first_sample, 5);
}

TEST(Stream, AModelThatSaysNothingHasTheUsual) {
  const char* const labels[] = {"silence", "yes", "no"};
  kws_stream_options options = {};
  options.labels = labels;
  options.label_count = 3;
  Opened o(Model(), options);
  ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
  kws_stream_info info;
  kws_stream_describe(o.stream, &info);
  EXPECT_EQ(info.sample_rate, 16000);
  EXPECT_EQ(info.hop, 1280);
}

void ExpectRefused(const PlanBuilder& plan, const kws_stream_options& options, kws_status status,
                   const char* part) {
  Opened o(plan, options);
  EXPECT_EQ(o.status, status) << part;
  EXPECT_EQ(o.stream, nullptr);
  EXPECT_NE(std::string(kws_last_error()).find(part), std::string::npos) << kws_last_error();
}

void ExpectOptionRefused(const std::function<void(kws_stream_options*)>& change, const char* part) {
  kws_stream_options options = {};
  change(&options);
  ExpectRefused(Named(), options, KWS_INVALID_ARGUMENT, part);
}

TEST(Stream, RefusesWhatItCannotDo) {
  ExpectRefused(Model(), {}, KWS_INVALID_ARGUMENT, "does not name its classes");
  const char* const two[] = {"silence", "yes"};
  const char* const other[] = {"silence", "yes", "nein"};
  const char* const twice[] = {"silence", "yes", "yes"};
  const auto labels = [](const char* const* names, int32_t count) {
    return [=](kws_stream_options* options) {
      options->labels = names;
      options->label_count = count;
    };
  };
  ExpectOptionRefused(labels(two, 2), "2 labels for 3 classes");
  ExpectOptionRefused(labels(other, 3), "label 3 is 'nein', but 'no' in the model");
  ExpectOptionRefused(labels(twice, 3), "label 'yes' is listed twice");
  ExpectOptionRefused([](auto* o) { o->hop_ms = -1; }, "negative");
  ExpectOptionRefused([](auto* o) { o->num_threads = 65; }, "num_threads");
  ExpectOptionRefused([](auto* o) { o->sample_rate = 3; }, "cannot resample from 3 to 1000 Hz");
  ExpectOptionRefused([](auto* o) { o->rule = "magic"; }, "no rule 'magic'");
  ExpectOptionRefused([](auto* o) { o->threshold = "maybe=0.5"; }, "none of the labels");
  ExpectOptionRefused([](auto* o) { o->rule = "micro,results=2000000000"; }, "too many");
  EXPECT_EQ(kws_stream_open(nullptr, nullptr, nullptr), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_stream_accept_pcm16(nullptr, nullptr, 0), KWS_INVALID_ARGUMENT);
}

TEST(Stream, RefusesMetadataThatContradictsTheModel) {
  const auto with = [](const char* name, const std::vector<std::string>& texts) {
    PlanBuilder plan = Named();
    plan.Metadata(name, texts);
    return plan;
  };
  ExpectRefused(with("window", {"9"}), {}, KWS_BAD_PLAN, "a window of 9 samples");
  ExpectRefused(with("hop", {"0"}), {}, KWS_BAD_PLAN, "hop is '0'");
  ExpectRefused(with("hop", {"8", "9"}), {}, KWS_BAD_PLAN, "no number from 1 on");
  ExpectRefused(with("detector", {"magic"}), {}, KWS_BAD_PLAN, "no rule 'magic'");
  PlanBuilder own = with("detector", {"micro"});
  own.Metadata("thresholds", {"maybe", "0.5"});
  ExpectRefused(own, {}, KWS_BAD_PLAN, "a threshold for 'maybe'");
  PlanBuilder alone = with("detector", {"micro"});
  alone.Metadata("thresholds", {"yes"});
  ExpectRefused(alone, {}, KWS_BAD_PLAN, "a label alone");
  ExpectRefused(with("labels", {"a", "b", "c"}), {}, KWS_BAD_PLAN, "damaged");  // there twice
}

TEST(Stream, DamagedMetadataIsAStatus) {
  const std::vector<uint8_t> whole = Named().Finish();
  for (size_t at = whole.size() - 192; at < whole.size(); ++at) {
    std::vector<uint8_t> file = whole;
    file[at] ^= 0x91;
    SealPlan(file);
    kws_model* model = nullptr;
    ASSERT_EQ(kws_model_open_memory(file.data(), file.size(), nullptr, &model), KWS_OK);
    kws_stream* stream = nullptr;
    kws_stream_open(model, nullptr, &stream);
    kws_stream_close(stream);
    kws_model_close(model);
  }
}

TEST(Stream, WhatIsNoNumberIsNamed) {
  Opened o(Named(), Options(4));
  std::vector<float> samples(12);
  samples[11] = NAN;
  EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), 12), KWS_BAD_INPUT);
  EXPECT_STREQ(kws_last_error(),
               "in the window that ends at sample 11 the score of '_silence_' is NaN");
  EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), 4), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_stream_reset(o.stream), KWS_OK);
  EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), 11), KWS_OK);
}

TEST(Stream, HearingAllocatesNothing) {
  const std::vector<int16_t> pcm = Noise(4410);
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

TEST(Stream, StreamsOfOneModelRunConcurrently) {
  const std::vector<int16_t> pcm = Noise(9000);
  Opened first(Named(), Options(2));
  const std::vector<Told> expected = Windows(first.model, pcm, 2);
  std::vector<Heard> heard(4);
  std::vector<std::thread> threads;
  for (Heard& one : heard) {
    threads.emplace_back([&] {
      kws_stream_options options = Options(2);
      options.context = &one;
      options.on_scores = OnScores;
      kws_stream* stream = nullptr;
      kws_stream_open(first.model, &options, &stream);
      kws_stream_accept_pcm16(stream, pcm.data(), pcm.size());
      kws_stream_close(stream);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Heard& one : heard) EXPECT_EQ(one.told, expected);
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
