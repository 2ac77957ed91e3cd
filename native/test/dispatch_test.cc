// An opened model keeps the kernels that it was opened with, whatever other threads open and run.
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "core/isa.h"
#include "core/model.h"
#include "kwsbench.h"
#include "plan_builder.h"

namespace kws {
namespace {

constexpr int kTime = 20, kIn = 24, kOut = 40;

// A convolution that gathers, a product, and functions whose last bits differ between instruction
// sets.
std::vector<uint8_t> SmallPlan() {
  std::vector<float> weights(3 * kIn * 48), dense(kTime * kOut * 16);
  for (size_t i = 0; i < weights.size(); ++i)
    weights[i] = static_cast<float>(i * 37 % 101) / 50 - 1;
  for (size_t i = 0; i < dense.size(); ++i) dense[i] = static_cast<float>(i * 53 % 97) / 480 - 0.1f;
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(kTime * kIn), map = plan.Floats(kTime * kOut),
                      logits = plan.Floats(12), out = plan.Floats(12);
  plan.Tensor("in", true, KWS_FLOAT32, {kTime, kIn}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {12}, out);
  const kws_conv_2d_params conv = {
      {1, 1, kTime, 1, kTime, 1, 3, 1, 1, 1, 1, 0, 1}, kIn, kOut, 0, 0, {KWS_TANH, 0, 0}};
  plan.Step(KWS_CONV_2D, conv, {map, in, plan.Constant(weights)});
  const kws_fully_connected_params product = {1, kTime * kOut, 12, 0, 0, {KWS_IDENTITY, 0, 0}};
  plan.Step(KWS_FULLY_CONNECTED, product, {logits, map, plan.Constant(dense)});
  plan.Step(KWS_SOFTMAX, kws_softmax_params{1, 12, 1, 0}, {out, logits});
  return plan.Finish();
}

class OpenedModel {
 public:
  OpenedModel(const std::vector<uint8_t>& plan, const char* isa) {
    EXPECT_EQ(kws_model_open_memory(plan.data(), plan.size(), isa, &model_), KWS_OK)
        << kws_last_error();
    EXPECT_EQ(kws_session_create(model_, 1, &session_), KWS_OK) << kws_last_error();
  }
  ~OpenedModel() {
    kws_session_close(session_);
    kws_model_close(model_);
  }
  OpenedModel(const OpenedModel&) = delete;
  OpenedModel& operator=(const OpenedModel&) = delete;

  std::vector<float> Run() const {
    auto* in = static_cast<float*>(kws_session_buffer(session_, 0));
    for (int i = 0; i < kTime * kIn; ++i) in[i] = static_cast<float>(i % 17) / 9 - 1;
    EXPECT_EQ(kws_session_run(session_), KWS_OK) << kws_last_error();
    const auto* out = static_cast<const float*>(kws_session_buffer(session_, 1));
    return {out, out + 12};
  }
  std::string isa() const { return kws_model_isa(model_); }

 private:
  kws_model* model_ = nullptr;
  kws_session* session_ = nullptr;
};

TEST(Dispatch, AModelsStepsHaveTheirOwnInstructionSetsEntries) {
  const std::vector<uint8_t> file = SmallPlan();
  std::vector<std::shared_ptr<const Model>> models;
  for (const Isa& isa : AvailableIsas()) {
    kws_status status;
    std::string error;
    models.push_back(Model::OpenMemory(file.data(), file.size(), isa.name, &status, &error));
    ASSERT_NE(models.back(), nullptr) << error;
  }
  for (size_t m = 0; m < models.size(); ++m) {
    const KernelTable table = KernelsFor(AvailableIsas()[m]);
    for (const PlanStep& step : models[m]->plan().steps) {
      const KernelEntry& expected = table.entries[step.kernel - kKernels];
      EXPECT_EQ(step.entry.run, expected.run) << AvailableIsas()[m].name;
      EXPECT_EQ(step.entry.blocking.rows, expected.blocking.rows) << AvailableIsas()[m].name;
      EXPECT_EQ(step.entry.scratch_rows, expected.scratch_rows) << AvailableIsas()[m].name;
    }
  }
}

// Each thread runs a model of one instruction set while it opens and closes others of all: run
// under ThreadSanitizer too (sanitize.sh).
TEST(Dispatch, ModelsOfAllInstructionSetsOpenAndRunAtOnce) {
  const std::vector<uint8_t> plan = SmallPlan();
  const std::vector<Isa>& isas = AvailableIsas();
  std::vector<std::vector<float>> expected;
  for (const Isa& isa : isas) expected.push_back(OpenedModel(plan, isa.name).Run());
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (size_t t = 0; t < isas.size(); ++t) {
    threads.emplace_back([&, t] {
      const OpenedModel kept(plan, isas[t].name);
      for (size_t i = 0; i < 20; ++i) {
        const size_t other = (t + i) % isas.size();
        const OpenedModel opened(plan, isas[other].name);
        wrong += opened.Run() == expected[other] ? 0 : 1;
        wrong += kept.Run() == expected[t] && kept.isa() == isas[t].name ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace kws
