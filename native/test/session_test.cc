// Sessions: results, loops, threads, profiles, errors, concurrency, and what outlives what.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>

#include "gemm/gemm.h"
#include "plan_builder.h"

namespace kws {
namespace {

std::vector<float> Ramp(int64_t count, float scale) {
  std::vector<float> values(static_cast<size_t>(count));
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = scale * static_cast<float>(std::sin(0.37 * static_cast<double>(i)));
  return values;
}

// in [60][64] -> separable convolution -> [58][96]: enough work to be shared out.
std::vector<uint8_t> SeparablePlan() {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(60 * 64), out = plan.Floats(58 * 96);
  plan.Tensor("in", true, KWS_FLOAT32, {60, 64}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {58, 96}, out);
  const kws_window window = {1, 1, 60, 1, 58, 1, 3, 1, 1, 1, 1, 0, 0};
  plan.Step(KWS_DEPTHWISE_POINTWISE,
            kws_depthwise_pointwise_params{window, 64, 1, 96, 0, 0, kNoEpilogue, {KWS_CLAMP, 0, 6}},
            {out,
             in,
             plan.Constant(Ramp(3 * 64, 0.5f)),
             {},
             plan.Constant(Ramp(64 * Panels(96) * 16, 0.2f))},
            "separable");
  return plan.Finish();
}

// x [4] doubled in place `trips` times; every state into a row of out: a loop with a TensorArray.
std::vector<uint8_t> DoublingPlan(int trips) {
  PlanBuilder plan;
  const OperandRecord x = plan.Floats(4);
  OperandRecord out = plan.Floats(static_cast<uint64_t>(4 * std::max(trips, 1)));
  plan.Tensor("x", true, KWS_FLOAT32, {4}, x);
  plan.Tensor("out", false, KWS_FLOAT32, {std::max(trips, 1), 4}, out);
  plan.Step(KWS_LOOP, kws_loop_params{trips, 2}, {}, "loop");
  plan.Step(KWS_UNARY, kws_unary_params{4, KWS_AFFINE, 2, 0}, {x, x}, "double");
  out.bytes = 16;
  out.loop_stride = 16;
  kws_copy_params copy = {4, 1, 0, 0, {4}, {1}, {1}};
  plan.Step(KWS_COPY, copy, {out, x}, "store");
  plan.Step(KWS_UNARY, kws_unary_params{4, KWS_NEG, 0, 0}, {x, x}, "after");
  return plan.Finish();
}

struct Opened {
  kws_model* model = nullptr;
  kws_session* session = nullptr;

  explicit Opened(const std::vector<uint8_t>& plan, int threads = 1, const char* isa = nullptr) {
    EXPECT_EQ(kws_model_open_memory(plan.data(), plan.size(), isa, &model), KWS_OK)
        << kws_last_error();
    EXPECT_EQ(kws_session_create(model, threads, &session), KWS_OK) << kws_last_error();
  }
  ~Opened() {
    kws_session_close(session);
    kws_model_close(model);
  }
  float* Floats(int tensor) const {
    return static_cast<float*>(kws_session_buffer(session, tensor));
  }
};

std::vector<float> RunSeparable(const Opened& o) {
  const std::vector<float> in = Ramp(60 * 64, 1);
  memcpy(o.Floats(0), in.data(), in.size() * sizeof(float));
  EXPECT_EQ(kws_session_run(o.session), KWS_OK) << kws_last_error();
  return {o.Floats(1), o.Floats(1) + 58 * 96};
}

TEST(Session, LoopsWriteTheirRows) {
  for (const int trips : {0, 1, 5}) {
    const Opened o(DoublingPlan(trips));
    for (int run = 0; run < 2; ++run) {
      for (int i = 0; i < 4; ++i) o.Floats(0)[i] = static_cast<float>(i + 1);
      ASSERT_EQ(kws_session_run(o.session), KWS_OK);
      for (int t = 0; t < trips; ++t) {
        for (int i = 0; i < 4; ++i)
          EXPECT_EQ(o.Floats(1)[4 * t + i], static_cast<float>((i + 1) << (t + 1)));
      }
      EXPECT_EQ(o.Floats(0)[0], -static_cast<float>(1 << trips));
    }
  }
}

TEST(Session, ResultsDoNotDependOnThreads) {
  const std::vector<uint8_t> plan = SeparablePlan();
  const std::vector<float> one = RunSeparable(Opened(plan, 1));
  for (const int threads : {2, 3, 8}) {
    const Opened o(plan, threads);
    for (int run = 0; run < 20; ++run) ASSERT_EQ(RunSeparable(o), one) << threads << " threads";
  }
}

TEST(Session, ThreadsWakeAfterAPause) {
  const Opened o(SeparablePlan(), 3);
  const std::vector<float> first = RunSeparable(o);
  for (int run = 0; run < 3; ++run) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    EXPECT_EQ(RunSeparable(o), first);
  }
}

TEST(Session, SessionsOfAModelRunConcurrentlyAndOutliveIt) {
  const std::vector<uint8_t> plan = SeparablePlan();
  kws_model* model = nullptr;
  ASSERT_EQ(kws_model_open_memory(plan.data(), plan.size(), nullptr, &model), KWS_OK);
  Opened sessions[3] = {Opened(plan), Opened(plan), Opened(plan)};
  for (Opened& o : sessions) {
    kws_session_close(o.session);
    ASSERT_EQ(kws_session_create(model, 2, &o.session), KWS_OK);
  }
  kws_model_close(model);
  std::vector<float> results[3];
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, i] {
      for (int run = 0; run < 10; ++run) results[i] = RunSeparable(sessions[i]);
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

TEST(Session, ProfileCoversEveryStep) {
  const Opened o(DoublingPlan(5));
  kws_step_time times[4];
  ASSERT_EQ(kws_session_run_profiled(o.session, times, 4), KWS_OK);
  EXPECT_EQ(times[0].calls, 5u);
  EXPECT_EQ(times[1].calls, 5u);
  EXPECT_EQ(times[2].calls, 5u);
  EXPECT_EQ(times[3].calls, 1u);
  EXPECT_GE(times[3].start_ns, times[1].start_ns);
  EXPECT_EQ(kws_session_run_profiled(o.session, times, 3), KWS_INVALID_ARGUMENT);
  EXPECT_GT(kws_measure_clock_ns(), 0);
}

TEST(Session, DescribesTensorsAndSteps) {
  const Opened o(DoublingPlan(5));
  ASSERT_EQ(kws_model_tensor_count(o.model), 2);
  kws_tensor_info tensor;
  ASSERT_EQ(kws_model_tensor(o.model, 1, &tensor), KWS_OK);
  EXPECT_STREQ(tensor.name, "out");
  EXPECT_EQ(tensor.feed, 0);
  EXPECT_EQ(tensor.rank, 2);
  EXPECT_EQ(tensor.dims[0], 5);
  EXPECT_EQ(tensor.bytes, 80u);
  kws_step_info step;
  ASSERT_EQ(kws_model_step(o.model, 1, &step), KWS_OK);
  EXPECT_STREQ(step.kernel, "unary");
  EXPECT_STREQ(step.name, "double");
  EXPECT_EQ(step.loop, 0);
  EXPECT_EQ(step.flops, 5 * 4 * 2);
  EXPECT_EQ(kws_model_tensor(o.model, 2, &tensor), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_model_step(o.model, -1, &step), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_buffer(o.session, 2), nullptr);
}

TEST(Session, ABadIndexFailsTheRunAndTheNextOneWorks) {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(4), index = plan.Arena(4), out = plan.Floats(1);
  plan.Tensor("in", true, KWS_FLOAT32, {4}, in);
  plan.Tensor("index", true, KWS_INT32, {1}, index);
  plan.Tensor("out", false, KWS_FLOAT32, {1}, out);
  plan.Step(KWS_GATHER, kws_gather_params{1, 4, 1, 4, KWS_INT32}, {out, in, index}, "gather");
  const Opened o(plan.Finish());
  o.Floats(0)[3] = 7;
  auto* at = static_cast<int32_t*>(kws_session_buffer(o.session, 1));
  *at = 4;
  EXPECT_EQ(kws_session_run(o.session), KWS_BAD_INPUT);
  EXPECT_STREQ(kws_last_error(), "gather: index 4 is not in 0..3");
  *at = 3;
  EXPECT_EQ(kws_session_run(o.session), KWS_OK);
  EXPECT_EQ(o.Floats(2)[0], 7);
}

// Every thread's chunk finds the same fault at the same time.
TEST(Session, AFaultThatAllThreadsFindIsToldOnce) {
  constexpr int kRows = 600, kBins = 65, kCoefficients = 10;
  PlanBuilder plan;
  const OperandRecord power = plan.Floats(kRows * kBins), rate = plan.Arena(4);
  const OperandRecord out = plan.Floats(kRows * kCoefficients);
  plan.Tensor("rate", true, KWS_INT32, {1}, rate);
  const kws_cepstrum cepstrum = {KWS_AUDIO_OPS, 16000, 20, 4000, 20, kCoefficients};
  plan.Step(KWS_MFCC, kws_mfcc_params{kRows, kBins, cepstrum}, {out, power, rate}, "mfcc");
  const Opened o(plan.Finish(), 4);
  auto* hertz = static_cast<int32_t*>(kws_session_buffer(o.session, 0));
  for (int run = 0; run < 20; ++run) {
    *hertz = -run;
    EXPECT_EQ(kws_session_run(o.session), KWS_BAD_INPUT);
    EXPECT_EQ(kws_last_error(), "MFCC at a sample rate of " + std::to_string(-run) + " Hz");
  }
  *hertz = 16000;
  EXPECT_EQ(kws_session_run(o.session), KWS_OK) << kws_last_error();
}

TEST(Session, SamplesAreDividedByTheirFullScale) {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(67), rate = plan.Arena(4), out = plan.Floats(67);
  plan.Tensor("samples", true, KWS_FLOAT32, {1, 67}, in);
  plan.Tensor("rate", true, KWS_INT32, {}, rate);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 67}, out);
  const Opened o(plan.Finish());
  std::vector<int16_t> samples;
  for (int i = 0; i < 67; ++i) samples.push_back(static_cast<int16_t>(i * 991 - 32768));
  for (const float full_scale : {32768.0f, 32767.0f}) {
    ASSERT_EQ(kws_session_set_pcm16(o.session, 0, samples.data(), 67, full_scale), KWS_OK);
    for (size_t i = 0; i < samples.size(); ++i)
      EXPECT_EQ(o.Floats(0)[i], static_cast<float>(samples[i]) / full_scale) << i;
  }
  EXPECT_EQ(kws_session_set_pcm16(o.session, 0, samples.data(), 66, 1), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "samples takes 67 samples, not 66");
  EXPECT_EQ(kws_session_set_pcm16(o.session, 1, samples.data(), 1, 1), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_set_pcm16(o.session, 2, samples.data(), 67, 1), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "not a feed of floats");
  EXPECT_EQ(kws_session_set_pcm16(o.session, 3, samples.data(), 67, 1), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_set_pcm16(o.session, 0, nullptr, 67, 1), KWS_INVALID_ARGUMENT);
}

TEST(Session, BytesFeedsHaveACapacity) {
  PlanBuilder plan;
  const OperandRecord wav = plan.Arena(8 + 16);
  plan.Tensor("wav", true, KWS_BYTES, {}, wav);
  const Opened o(plan.Finish());
  EXPECT_EQ(kws_session_set_bytes(o.session, 0, "0123456789abcdef", 16), KWS_OK);
  EXPECT_EQ(kws_session_set_bytes(o.session, 0, "0123456789abcdefg", 17), KWS_INVALID_ARGUMENT);
  EXPECT_STREQ(kws_last_error(), "wav takes at most 16 bytes, not 17");
  EXPECT_EQ(
      memcmp(static_cast<char*>(kws_session_buffer(o.session, 0)) + 8, "0123456789abcdef", 16), 0);
}

TEST(Session, ReadsAFile) {
  const std::vector<uint8_t> plan = SeparablePlan();
  const std::string path = ::testing::TempDir() + "/session_test.kws";
  FILE* file = fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(fwrite(plan.data(), 1, plan.size(), file), plan.size());
  fclose(file);
  kws_model* model = nullptr;
  ASSERT_EQ(kws_model_open_file(path.c_str(), nullptr, &model), KWS_OK) << kws_last_error();
  kws_model_close(model);
  remove(path.c_str());
  EXPECT_EQ(kws_model_open_file(path.c_str(), nullptr, &model), KWS_IO_ERROR);
  EXPECT_NE(std::string(kws_last_error()).find("session_test.kws: No such file"),
            std::string::npos);
  EXPECT_EQ(kws_model_open_file("/", nullptr, &model), KWS_IO_ERROR);
  EXPECT_EQ(kws_model_open_file(nullptr, nullptr, &model), KWS_INVALID_ARGUMENT);
}

// `cp new.kws live.kws` writes into the file that a process has opened: neither the answers change
// nor does the process die.
TEST(Session, AFileThatChangesDoesNotChangeTheModel) {
  const std::vector<uint8_t> plan = SeparablePlan();
  const std::string path = ::testing::TempDir() + "/changing.kws";
  const auto write = [&path](const std::vector<uint8_t>& bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  };
  write(plan);
  Opened o(plan);
  const std::vector<float> expected = RunSeparable(o);
  kws_session_close(o.session);
  kws_model_close(o.model);
  ASSERT_EQ(kws_model_open_file(path.c_str(), nullptr, &o.model), KWS_OK) << kws_last_error();
  ASSERT_EQ(kws_session_create(o.model, 1, &o.session), KWS_OK);
  write(std::vector<uint8_t>(plan.size(), 0x7f));
  EXPECT_EQ(RunSeparable(o), expected);
  write({});
  EXPECT_EQ(RunSeparable(o), expected);
  remove(path.c_str());
}

TEST(Session, RefusesBadArguments) {
  const std::vector<uint8_t> plan = SeparablePlan();
  const Opened o(plan);
  kws_session* session = nullptr;
  EXPECT_EQ(kws_session_create(o.model, 0, &session), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_create(o.model, 65, &session), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_create(nullptr, 1, &session), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_session_run(nullptr), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(session, nullptr);
  kws_session_close(nullptr);
  kws_model_close(nullptr);
}

}  // namespace
}  // namespace kws
