// What a stream is made of: the model's metadata and the caller's options, and how they are
// refused.
#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "stream/opened_stream.h"
#include "stream/stream.h"

namespace kws {
namespace {

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
  Opened o(Unnamed(), options);
  ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
  kws_stream_info info;
  kws_stream_describe(o.stream, &info);
  EXPECT_EQ(info.sample_rate, 16000);
  EXPECT_EQ(info.hop, 1280);
}

// Scores that are the sample rate in thousands; then something else lies where the
// rate was fed.
PlanBuilder Overlaid() {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(kWindow), rate = plan.Floats(1), kept = plan.Floats(kWindow),
                      rates = plan.Floats(3), out = plan.Floats(3);
  const kws_epilogue none = {KWS_IDENTITY, 0, 0};
  std::vector<float> weights(kWindow * KWS_PANEL, 0.001f);
  plan.Tensor("in", true, KWS_FLOAT32, {kWindow, 1}, in);
  plan.Tensor("rate", true, KWS_INT32, {}, rate);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 3}, out);
  plan.Step(KWS_CAST, kws_cast_params{1, KWS_INT32, KWS_FLOAT32}, {kept, rate});
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, 1, 3, 0, 0, none},
            {rates, kept, plan.Constant(weights)});
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{kWindow, 1, 1, 0, 0, none},
            {kept, in, plan.Constant(weights)});
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, kWindow, 3, 0, 0, none},
            {out, kept, plan.Constant(weights), plan.None(), rates});
  plan.Step(KWS_CAST, kws_cast_params{1, KWS_FLOAT32, KWS_INT32}, {rate, out});
  return plan;
}

TEST(Stream, EveryWindowIsToldTheSampleRate) {
  PlanBuilder plan = Overlaid();
  plan.Metadata("labels", {"_silence_", "yes", "no"});
  plan.Metadata("sample_rate", {"1000"});
  for (const int hop : {1, kWindow}) {
    Opened o(plan, Options(hop));
    ASSERT_EQ(o.status, KWS_OK) << kws_last_error();
    const std::vector<float> samples(3 * kWindow);
    EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), samples.size()), KWS_OK);
    for (const Told& told : o.heard.told) EXPECT_EQ(told.scores, std::vector<float>(3, 1.0f));
  }
}

// A rule, thresholds, a filter and metadata: each has a message that it must not leave.
TEST(Stream, NothingIsSaidWhereNothingFails) {
  PlanBuilder plan = Named();
  plan.Metadata("detector", {"streak", "results=2", "pause_of=label", "threshold=0.5"});
  plan.Metadata("thresholds", {"yes", "0.25"});
  const std::vector<uint8_t> file = plan.Finish();
  kws_status status = KWS_OK;
  std::string error;
  const auto model = kws::Model::OpenMemory(file.data(), file.size(), nullptr, &status, &error);
  ASSERT_NE(model, nullptr) << error;
  for (const char* rule : {static_cast<const char*>(nullptr), "micro,results=3,threshold=0.6"}) {
    kws_stream_options options = {};
    options.sample_rate = 2500;
    options.rule = rule;
    options.threshold = "no=0.7";
    EXPECT_NE(OpenStream(model, options, &status, &error), nullptr);
    EXPECT_EQ(status, KWS_OK);
    EXPECT_EQ(error, "");
  }
}

uint64_t Bytes(int32_t sample_rate, const char* rule) {
  kws_stream_options options = {};
  options.sample_rate = sample_rate;
  options.rule = rule;
  const Opened o(Named(), options);
  kws_stream_info info = {};
  EXPECT_EQ(kws_stream_describe(o.stream, &info), KWS_OK) << kws_last_error();
  return info.bytes;
}

// A filter from 2500 to 1000 Hz has 2 phases of 171 weights, and a history of as many samples.
TEST(Stream, BytesCountTheResamplersFilter) {
  EXPECT_EQ(Bytes(2500, nullptr) - Bytes(1000, nullptr), 4 * (2 * 171 + 171 + 512));
}

// Each has a time and three scores.
TEST(Stream, BytesCountTheResultsThatARuleKeeps) {
  const uint64_t none = Bytes(1000, "streak");
  EXPECT_EQ(Bytes(1000, "average,results=5") - none, 5 * (8 + 3 * 4));
  EXPECT_EQ(Bytes(1000, "micro,results=7") - none, 7 * (8 + 3 * 4));
  EXPECT_EQ(Bytes(1000, "tensorflow,window_ms=800") - none, 12 * (8 + 3 * 4));
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
  ExpectRefused(Unnamed(), {}, KWS_INVALID_ARGUMENT, "does not name its classes");
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

// A model whose input has these dimensions.
PlanBuilder Shaped(const std::vector<int64_t>& dims, int count) {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(static_cast<uint64_t>(count)), out = plan.Floats(3);
  const std::vector<float> weights(static_cast<size_t>(count) * KWS_PANEL);
  plan.Tensor("in", true, KWS_FLOAT32, dims, in);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 3}, out);
  plan.Step(KWS_FULLY_CONNECTED,
            kws_fully_connected_params{1, count, 3, 0, 0, {KWS_IDENTITY, 0, 0}},
            {out, in, plan.Constant(weights)});
  plan.Metadata("labels", {"_silence_", "yes", "no"});
  return plan;
}

TEST(Stream, RefusesAModelOfFeatures) {
  ExpectRefused(Shaped({1, 1, 49, 10}, 490), {}, KWS_UNSUPPORTED,
                "input in float[1,1,49,10] takes features");
  ExpectRefused(Shaped({1, 1960}, 1960), {}, KWS_UNSUPPORTED, "float[1,1960] takes features");
  PlanBuilder maps = Shaped({1, 49, 100}, 4900);
  maps.Metadata("sample_rate", {"16000"});
  ExpectRefused(maps, {}, KWS_UNSUPPORTED, "float[1,49,100] takes features");
  PlanBuilder micro = Named();
  micro.Metadata("front_end", {"micro", "30", "10", "40", "125", "7500"});
  ExpectRefused(micro, {}, KWS_UNSUPPORTED, "only the JVM has it");
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

std::vector<std::string> Numbered(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back(std::to_string(i));
  return names;
}

// Of as many names as metadata has room for; a look at each pair of them took minutes.
TEST(Stream, LongMetadataTakesNoMoreThanAMoment) {
  const std::clock_t start = std::clock();
  PlanBuilder entries = Named();
  for (const std::string& name : Numbered(120000)) entries.Metadata(name, {});
  EXPECT_EQ(Opened(entries).status, KWS_OK) << kws_last_error();
  PlanBuilder labels = Unnamed();
  labels.Metadata("labels", Numbered(200000));
  ExpectRefused(labels, {}, KWS_BAD_PLAN, "it names 200000 classes, but its output has 3");
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 10);
}

TEST(Stream, TheTextsOfMetadataHaveABound) {
  const std::string text(100000, 'a');
  PlanBuilder within = Named(), beyond = Named();
  within.Metadata("said", std::vector<std::string>(167, text));
  EXPECT_EQ(Opened(within).status, KWS_OK) << kws_last_error();
  beyond.Metadata("said", std::vector<std::string>(168, text));
  ExpectRefused(beyond, {}, KWS_BAD_PLAN, "damaged");
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

}  // namespace
}  // namespace kws
