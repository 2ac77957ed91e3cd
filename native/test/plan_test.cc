// Plans that break a rule are refused with a status and one line; none is trusted.
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <random>

#include "cases.h"
#include "core/plan.h"
#include "plan_builder.h"

namespace kws {
namespace {

constexpr kws_epilogue kRelu = {KWS_CLAMP, 0, 6};

// wave [8] -> fully connected -> unary, within a loop of 3 over rows of a [3][8] output.
PlanBuilder LoopPlan() {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(8), mid = plan.Floats(8);
  OperandRecord rows = plan.Floats(24);
  plan.Tensor("in", true, KWS_FLOAT32, {1, 8}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {3, 8}, rows);
  const OperandRecord weights = plan.Constant(std::vector<float>(8 * 16, 0.25f));
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, 8, 8, 0, 0, kRelu},
            {mid, in, weights}, "dense");
  plan.Step(KWS_LOOP, kws_loop_params{3, 1}, {}, "loop");
  rows.bytes = 32;
  rows.loop_stride = 32;
  plan.Step(KWS_UNARY, kws_unary_params{8, KWS_TANH, 0, 0}, {rows, mid}, "tanh");
  return plan;
}

kws_status Open(const std::vector<uint8_t>& file, std::string* message) {
  kws_model* model = nullptr;
  const kws_status status = kws_model_open_memory(file.data(), file.size(), nullptr, &model);
  *message = kws_last_error();
  EXPECT_EQ(status == KWS_OK, model != nullptr);
  kws_model_close(model);
  return status;
}

void ExpectRefused(const std::vector<uint8_t>& file, kws_status status, const std::string& part) {
  std::string message;
  EXPECT_EQ(Open(file, &message), status) << message;
  EXPECT_NE(message.find(part), std::string::npos) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

TEST(Plan, OpensAWellFormedOne) {
  std::string message;
  EXPECT_EQ(Open(LoopPlan().Finish(), &message), KWS_OK) << message;
}

// in [1][8] -> product of 3 columns with encoded weights.
PlanBuilder EncodedPlan(kws_encoding encoding) {
  PlanBuilder plan;
  const OperandRecord in = plan.Floats(8), out = plan.Floats(3);
  plan.Tensor("in", true, KWS_FLOAT32, {1, 8}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 3}, out);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, 8, 3, 0, 0, kRelu},
            {out, in, plan.Encoded(EncodedPanels(8, 3, encoding, 1), encoding)}, "dense");
  return plan;
}

TEST(Plan, OpensEncodedWeights) {
  for (const kws_encoding encoding : kEncodings) {
    if (encoding == KWS_BF16 && !HasBf16()) continue;
    std::string message;
    EXPECT_EQ(Open(EncodedPlan(encoding).Finish(), &message), KWS_OK) << message;
  }
}

// bfloat16 runs where the processor computes with it, and wherever an instruction set is named.
TEST(Plan, ComputesWithBfloat16WhereThereAreInstructionsOrAnIsaIsNamed) {
  const std::vector<uint8_t> file = EncodedPlan(KWS_BF16).Finish();
  for (const Isa& isa : AvailableIsas()) {
    KernelTable kernels = KernelsFor(isa);
    EXPECT_EQ(kernels.bf16, HasBf16() && strcmp(isa.name, "avx512") == 0) << isa.name;
    kernels.bf16 = false;
    Plan plan;
    std::string message;
    EXPECT_EQ(ReadPlan(file.data(), file.size(), kernels, &plan, &message), KWS_UNSUPPORTED);
    EXPECT_NE(message.find("dense) computes with bfloat16"), std::string::npos) << message;
    kws_model* model = nullptr;
    EXPECT_EQ(kws_model_open_memory(file.data(), file.size(), isa.name, &model), KWS_OK);
    kws_model_close(model);
  }
}

TEST(Plan, RefusesEncodedWeightsOfAnotherSize) {
  for (const kws_encoding encoding : kFewerBits) {
    PlanBuilder plan = EncodedPlan(encoding);
    plan.operands[2].bytes -= 4;
    ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 2 has");
    plan = EncodedPlan(encoding);
    plan.operands[2].encoding = KWS_PLAIN;
    ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 2 has");
    plan = EncodedPlan(encoding);
    plan.operands[2].offset += 2;
    plan.operands[2].bytes -= 2;
    ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "not aligned");
  }
}

TEST(Plan, RefusesEncodingsThatNoKernelReads) {
  PlanBuilder plan = EncodedPlan(KWS_WEIGHTS_8);
  plan.operands[2].encoding = 4;
  ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 2 has encoding 4");
  plan = EncodedPlan(KWS_WEIGHTS_16);
  plan.operands[1].encoding = KWS_WEIGHTS_16;
  ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 1 has encoding 2");
  plan = EncodedPlan(KWS_WEIGHTS_16);
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{1, 8, 3, 0, 0, kRelu},
            {plan.operands[0], plan.operands[1], plan.operands[2], plan.operands[2]});
  ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 3 has encoding 2");
  plan = EncodedPlan(KWS_WEIGHTS_16);
  plan.Step(KWS_UNARY, kws_unary_params{3, KWS_TANH, 0, 0}, {plan.operands[0], plan.operands[2]});
  ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "operand 1 has encoding 2");
}

TEST(Plan, RefusesScalesThatAreNoPositiveNumbers) {
  for (const float scale : {0.0f, -1.0f, 1e-40f, __builtin_inff(), __builtin_nanf("")}) {
    PlanBuilder plan = EncodedPlan(KWS_WEIGHTS_8);
    std::vector<uint8_t> weights = EncodedPanels(8, 3, KWS_WEIGHTS_8, 1);
    memcpy(weights.data() + weights.size() - 14 * sizeof(float), &scale, sizeof(float));
    plan.operands[2] = plan.Encoded(weights, KWS_WEIGHTS_8);
    ExpectRefused(plan.Finish(), KWS_BAD_PLAN, "the scale of column 2 is no positive number");
  }
}

// A sequence of a million steps is long, not endless.
TEST(Plan, OpensALongLoop) {
  PlanBuilder plan = LoopPlan();
  const OperandRecord state = plan.Floats(8);
  plan.Step(KWS_LOOP, kws_loop_params{1000000, 2}, {}, "long");
  for (int i = 0; i < 2; ++i)
    plan.Step(KWS_UNARY, kws_unary_params{8, KWS_TANH, 0, 0}, {state, state}, "state");
  std::string message;
  EXPECT_EQ(Open(plan.Finish(), &message), KWS_OK) << message;
}

TEST(Plan, RefusesWhatIsNoPlan) {
  ExpectRefused(std::vector<uint8_t>(10), KWS_BAD_PLAN, "KWSP");
  ExpectRefused(std::vector<uint8_t>(4096), KWS_BAD_PLAN, "KWSP");
  std::string message;
  EXPECT_EQ(kws_model_open_memory(message.data(), 0, nullptr, nullptr), KWS_INVALID_ARGUMENT);
}

TEST(Plan, RefusesEveryTruncation) {
  const std::vector<uint8_t> file = LoopPlan().Finish();
  for (size_t size = 0; size < file.size(); size += 7) {
    std::string message;
    EXPECT_NE(Open({file.begin(), file.begin() + static_cast<long>(size)}, &message), KWS_OK)
        << size;
  }
}

TEST(Plan, RefusesAFlippedBit) {
  const std::vector<uint8_t> file = LoopPlan().Finish();
  for (size_t at = 0; at < file.size(); at += 5) {
    std::vector<uint8_t> changed = file;
    changed[at] ^= 4;
    std::string message;
    EXPECT_NE(Open(changed, &message), KWS_OK) << at;
  }
}

TEST(Plan, RefusesAnotherVersion) {
  std::vector<uint8_t> file = LoopPlan().Finish();
  file[4] = 9;
  SealPlan(file);
  ExpectRefused(file, KWS_UNSUPPORTED, "version 9");
}

// A change to a record, the status and part of the message that it must give.
struct Breakage {
  const char* name;
  std::function<void(PlanBuilder&)> apply;
  kws_status status;
  const char* message;
};

class Broken : public ::testing::TestWithParam<Breakage> {};

TEST_P(Broken, IsRefused) {
  PlanBuilder plan = LoopPlan();
  GetParam().apply(plan);
  ExpectRefused(plan.Finish(), GetParam().status, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Plan, Broken,
    ::testing::Values(
        Breakage{"kernel", [](PlanBuilder& p) { p.steps[0].kernel = 60; }, KWS_UNSUPPORTED,
                 "no kernel 60"},
        Breakage{"params", [](PlanBuilder& p) { p.steps[0].params_offset = 1000; }, KWS_BAD_PLAN,
                 "params lie outside"},
        Breakage{"params_size", [](PlanBuilder& p) { p.steps[0].params_bytes = 4; }, KWS_BAD_PLAN,
                 "bytes of params"},
        Breakage{"params_odd", [](PlanBuilder& p) { p.steps[0].params_offset = 2; }, KWS_BAD_PLAN,
                 "params lie outside"},
        Breakage{"name", [](PlanBuilder& p) { p.steps[0].name = 1 << 30; }, KWS_BAD_PLAN, "string"},
        Breakage{"first_operand", [](PlanBuilder& p) { p.steps[0].first_operand = UINT32_MAX; },
                 KWS_BAD_PLAN, "operand count"},
        Breakage{"operand_count", [](PlanBuilder& p) { p.steps[0].operand_count = 99; },
                 KWS_BAD_PLAN, "operand count"},
        Breakage{"missing", [](PlanBuilder& p) { p.steps[0].operand_count = 2; }, KWS_BAD_PLAN,
                 "operand 2 is missing"},
        Breakage{"space", [](PlanBuilder& p) { p.operands[1].space = 7; }, KWS_BAD_PLAN,
                 "operand 1 lies outside"},
        Breakage{"outside", [](PlanBuilder& p) { p.operands[1].offset = p.arena_bytes - 16; },
                 KWS_BAD_PLAN, "operand 1 lies outside"},
        Breakage{"wrap", [](PlanBuilder& p) { p.operands[1].offset = UINT64_MAX - 15; },
                 KWS_BAD_PLAN, "operand 1 lies outside"},
        Breakage{"small", [](PlanBuilder& p) { p.operands[2].bytes -= 4; }, KWS_BAD_PLAN,
                 "operand 2 has"},
        Breakage{"unaligned", [](PlanBuilder& p) { p.operands[1].offset += 2; }, KWS_BAD_PLAN,
                 "not aligned"},
        Breakage{"constant_output", [](PlanBuilder& p) { p.operands[0].space = KWS_SPACE_CONST; },
                 KWS_BAD_PLAN, "operand 0 lies outside"},
        Breakage{"stride_outside_loop", [](PlanBuilder& p) { p.operands[1].loop_stride = 4; },
                 KWS_BAD_PLAN, "operand 1 lies outside"},
        Breakage{"stride_too_far", [](PlanBuilder& p) { p.operands[3].loop_stride = 64; },
                 KWS_BAD_PLAN, "operand 0 lies outside"},
        Breakage{"stride_backwards", [](PlanBuilder& p) { p.operands[3].loop_stride = -128; },
                 KWS_BAD_PLAN, "operand 0 lies outside"},
        Breakage{"stride_wraps", [](PlanBuilder& p) { p.operands[3].loop_stride = INT64_MAX; },
                 KWS_BAD_PLAN, "operand 0 lies outside"},
        Breakage{"arena", [](PlanBuilder& p) { p.arena_bytes = uint64_t{1} << 40; }, KWS_BAD_PLAN,
                 "2^31"},
        Breakage{"tensor_outside", [](PlanBuilder& p) { p.tensors[0].offset = p.arena_bytes; },
                 KWS_BAD_PLAN, "tensor in"},
        Breakage{"tensor_bytes", [](PlanBuilder& p) { p.tensors[0].bytes += 4; }, KWS_BAD_PLAN,
                 "tensor in"},
        Breakage{"tensor_dims", [](PlanBuilder& p) { p.tensors[0].dims[0] = -1; }, KWS_BAD_PLAN,
                 "negative"},
        Breakage{"tensor_overflow",
                 [](PlanBuilder& p) { p.tensors[0].dims[0] = p.tensors[0].dims[1] = INT64_MAX; },
                 KWS_BAD_PLAN, "tensor in"},
        Breakage{"tensor_rank", [](PlanBuilder& p) { p.tensors[0].rank = 9; }, KWS_BAD_PLAN,
                 "rank"},
        Breakage{"tensor_type", [](PlanBuilder& p) { p.tensors[0].dtype = 44; }, KWS_BAD_PLAN,
                 "type"},
        Breakage{"open_loop",
                 [](PlanBuilder& p) {
                   p.Step(KWS_LOOP, kws_loop_params{3, 1}, {}, "open");
                 },
                 KWS_BAD_PLAN, "after the last step"},
        Breakage{"nested",
                 [](PlanBuilder& p) {
                   p.Step(KWS_LOOP, kws_loop_params{3, 2}, {}, "outer");
                   p.Step(KWS_LOOP, kws_loop_params{3, 1}, {}, "inner");
                 },
                 KWS_BAD_PLAN, "nest"},
        Breakage{"negative_loop",
                 [](PlanBuilder& p) {
                   p.Step(KWS_LOOP, kws_loop_params{-3, 0}, {}, "bad");
                 },
                 KWS_BAD_PLAN, "negative"},
        Breakage{"endless_empty_loops",
                 [](PlanBuilder& p) {
                   p.Step(KWS_LOOP, kws_loop_params{INT32_MAX, 0}, {}, "first");
                   p.Step(KWS_LOOP, kws_loop_params{INT32_MAX, 0}, {}, "second");
                 },
                 KWS_BAD_PLAN, "too many trips"},
        Breakage{"endless_work",
                 [](PlanBuilder& p) {
                   const OperandRecord many = p.Floats(1 << 24), to = p.Floats(1 << 24);
                   p.Step(KWS_LOOP, kws_loop_params{1 << 20, 1}, {}, "loop");
                   p.Step(KWS_UNARY, kws_unary_params{1 << 24, KWS_TANH, 0, 0}, {to, many}, "work");
                 },
                 KWS_BAD_PLAN, "too many trips"},
        Breakage{"huge_scratch",
                 [](PlanBuilder& p) {
                   const OperandRecord one = p.Floats(1), many = p.Floats(1 << 27);
                   p.Step(KWS_MATMUL, kws_matmul_params{1, 1, 1 << 27, 1, 0, 0, 0, 0, kRelu},
                          {one, many, many}, "huge");
                 },
                 KWS_BAD_PLAN, "scratch"}),
    [](const auto& info) { return std::string(info.param.name); });

// Damage of records behind a good checksum: a verdict and, when accepted, a run that stays inside
// (the sanitizers watch).
TEST(Plan, SurvivesRandomDamage) {
  const std::vector<uint8_t> files[] = {LoopPlan().Finish(), EncodedPlan(KWS_WEIGHTS_8).Finish(),
                                        EncodedPlan(KWS_WEIGHTS_16).Finish(),
                                        EncodedPlan(KWS_BF16).Finish()};
  std::mt19937 random(3);
  for (int round = 0; round < 12000; ++round) {
    std::vector<uint8_t> changed = files[round % 4];
    for (int n = 0; n < 3; ++n)
      changed[24 + random() % (changed.size() - 24)] = static_cast<uint8_t>(random());
    SealPlan(changed);
    kws_model* model = nullptr;
    if (kws_model_open_memory(changed.data(), changed.size(), nullptr, &model) != KWS_OK) continue;
    kws_session* session = nullptr;
    if (kws_session_create(model, 1, &session) == KWS_OK) kws_session_run(session);
    kws_session_close(session);
    kws_model_close(model);
  }
}

}  // namespace
}  // namespace kws
