// Which of a step's operands may share memory: what would read its own results is refused.
#include <gtest/gtest.h>

#include <random>

#include "core/check.h"
#include "plan_builder.h"

namespace kws {
namespace {

OperandRecord At(const OperandRecord& room, uint64_t floats, uint64_t count, int64_t loop = 0) {
  return {KWS_SPACE_ARENA, 0, room.offset + 4 * floats, 4 * count, 4 * loop};
}

// "" if the plan opens, else what is wrong with it.
std::string Open(const PlanBuilder& plan) {
  const std::vector<uint8_t> file = plan.Finish();
  kws_model* model = nullptr;
  const kws_status status = kws_model_open_memory(file.data(), file.size(), nullptr, &model);
  kws_model_close(model);
  return status == KWS_OK ? "" : kws_last_error();
}

template <class Params>
std::string OpenStep(kws_kernel kernel, const Params& params,
                     const std::vector<OperandRecord>& operands) {
  PlanBuilder plan;
  plan.Floats(1000);
  plan.Step(kernel, params, operands);
  return Open(plan);
}

const OperandRecord kRoom = {KWS_SPACE_ARENA, 0, 0, 4000, 0};

std::string Unary(uint64_t out, uint64_t in) {
  return OpenStep(KWS_UNARY, kws_unary_params{8, KWS_TANH, 0, 0},
                  {At(kRoom, out, 8), At(kRoom, in, 8)});
}

TEST(Overlap, ElementwiseStepsMayBeInPlaceExactly) {
  EXPECT_EQ(Unary(8, 8), "");
  EXPECT_EQ(Unary(8, 0), "");
  EXPECT_EQ(Unary(8, 16), "");
  EXPECT_EQ(Unary(8, 1), "plan: step 0 (unary step): operand 1 overlaps output 0");
  EXPECT_NE(Unary(8, 15), "");
  EXPECT_EQ(
      OpenStep(KWS_SOFTMAX, kws_softmax_params{2, 4, 1, 0}, {At(kRoom, 0, 8), At(kRoom, 0, 8)}),
      "");
}

TEST(Overlap, ABroadcastInputMayNotBeTheOutput) {
  kws_binary_params add = {KWS_ADD, KWS_FLOAT32, 2, {2, 4}, {4, 1}, {4, 1}, kNoEpilogue};
  const auto out = At(kRoom, 0, 8), other = At(kRoom, 16, 8);
  EXPECT_EQ(OpenStep(KWS_BINARY, add, {out, out, other}), "");
  EXPECT_EQ(OpenStep(KWS_BINARY, add, {out, other, out}), "");
  add.b_strides[0] = 0;
  EXPECT_EQ(OpenStep(KWS_BINARY, add, {out, out, other}), "");
  EXPECT_NE(OpenStep(KWS_BINARY, add, {out, other, out}), "");
  EXPECT_NE(OpenStep(KWS_BINARY, add, {out, other, At(kRoom, 0, 4)}), "");
}

TEST(Overlap, ChainsReadTensorsInPlaceButNoRows) {
  kws_chain_params chain = {2, 4, 1, {{KWS_ADD, KWS_CHAIN_TENSOR, 0, 0, 0}}};
  const auto out = At(kRoom, 0, 8), other = At(kRoom, 16, 8);
  EXPECT_EQ(OpenStep(KWS_CHAIN, chain, {out, out, other}), "");
  EXPECT_EQ(OpenStep(KWS_CHAIN, chain, {out, other, out}), "");
  chain.ops[0].source = KWS_CHAIN_ROW;
  EXPECT_NE(OpenStep(KWS_CHAIN, chain, {out, other, At(kRoom, 0, 4)}), "");
  EXPECT_NE(OpenStep(KWS_CHAIN, chain, {out, other, out}), "");
}

TEST(Overlap, ProductsMayNotBeInPlace) {
  PlanBuilder plan;
  plan.Floats(1000);
  const OperandRecord weights = plan.Constant(std::vector<float>(8 * 16, 0.25f));
  plan.Step(KWS_FULLY_CONNECTED, kws_fully_connected_params{2, 8, 8, 0, 0, kNoEpilogue},
            {At(kRoom, 0, 16), At(kRoom, 0, 16), weights});
  EXPECT_EQ(Open(plan), "plan: step 0 (fully_connected step): operand 1 overlaps output 0");
}

// Channels in_from .. +4 of a [6][8] tensor averaged to channels out_from .. +4 of one `stride`
// wide.
std::string PoolChannels(uint64_t out_from, uint64_t in_from, int32_t stride) {
  const kws_window window = {1, 1, 6, 1, 6, 1, 1, 1, 1, 1, 1, 0, 0};
  return OpenStep(
      KWS_POOL_2D, kws_pool_2d_params{window, 4, 8, stride, KWS_POOL_AVG},
      {At(kRoom, out_from, 5 * static_cast<uint64_t>(stride) + 4), At(kRoom, in_from, 44)});
}

TEST(Overlap, SlicesOfChannelsOfOneTensorDoNot) {
  EXPECT_EQ(PoolChannels(4, 0, 8), "");
  EXPECT_EQ(PoolChannels(0, 4, 8), "");
  EXPECT_EQ(PoolChannels(8 + 4, 0, 8), "");
  EXPECT_NE(PoolChannels(0, 0, 8), "");
  EXPECT_NE(PoolChannels(3, 0, 8), "");
  EXPECT_NE(PoolChannels(5, 0, 8), "");
  EXPECT_NE(PoolChannels(4, 0, 12), "");
}

TEST(Overlap, StatesOfARecurrentStepMayBeUpdated) {
  const kws_rnn_params rnn = {{3, 1, 16, 16, 16, 16, 16, 0}, KWS_TANH};
  const auto open = [&](uint64_t y, uint64_t h_last, uint64_t h0) {
    PlanBuilder plan;
    plan.Floats(1000);
    plan.Step(KWS_RNN, rnn,
              {At(kRoom, y, 48), At(kRoom, h_last, 16), At(kRoom, 200, 48),
               plan.Constant(std::vector<float>(16 * 16, 0.1f)), At(kRoom, h0, 16)});
    return Open(plan);
  };
  EXPECT_EQ(open(0, 64, 96), "");
  EXPECT_EQ(open(0, 64, 64), "");
  EXPECT_EQ(open(0, 32, 96), "plan: step 0 (rnn step): operand 1 overlaps output 0");
  EXPECT_NE(open(0, 64, 16), "");
  EXPECT_NE(open(190, 64, 64), "");
}

// Against the plain question, asked of every iteration.
TEST(Overlap, HoldsForEveryIterationOfALoop) {
  std::mt19937 random(5);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  int overlapping = 0;
  for (int round = 0; round < 20000; ++round) {
    OperandExtent operands[2];
    for (OperandExtent& o : operands) {
      o = {KWS_SPACE_ARENA, static_cast<uint64_t>(pick(0, 12)), static_cast<uint64_t>(pick(0, 60)),
           pick(-9, 9)};
    }
    const int trips = pick(0, 6);
    bool expected = false;
    for (int trip = 0; trip < std::max(1, trips); ++trip) {
      int64_t begin[2], end[2];
      for (int i = 0; i < 2; ++i) {
        begin[i] = static_cast<int64_t>(operands[i].offset) + trip * operands[i].loop_stride;
        end[i] = begin[i] + static_cast<int64_t>(operands[i].bytes);
      }
      expected = expected || (begin[0] < end[1] && begin[1] < end[0] && operands[0].bytes > 0 &&
                              operands[1].bytes > 0);
    }
    overlapping += expected ? 1 : 0;
    StepCheck check(operands, 2);
    ASSERT_EQ(check.NoOverlaps(1, trips), !expected) << "round " << round;
  }
  EXPECT_GT(overlapping, 2000);
  EXPECT_LT(overlapping, 18000);
}

}  // namespace
}  // namespace kws
