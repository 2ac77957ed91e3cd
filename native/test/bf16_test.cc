// Products of bfloat16 have the same bits on every instruction set, of any numbers: those that are
// rounded to a neighbor or to zero, infinities, NaN.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include "core/isa.h"
#include "gemm/gemm.h"

namespace kws {
namespace {

constexpr int kRows = 17, kN = 48;

float FromBits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

uint32_t BitsOf(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

// One product of a step, on an instruction set.
std::vector<float> Multiply(const Isa& isa, const std::vector<float>& a,
                            const std::vector<uint16_t>& weights, const std::vector<float>& bias,
                            int k) {
  const kws_fully_connected_params p = {kRows, k, kN, 0, 0, {KWS_IDENTITY, 0, 0}};
  std::vector<float> out(kRows * kN);
  void* operands[] = {out.data(), const_cast<float*>(a.data()),
                      const_cast<uint16_t*>(weights.data()), const_cast<float*>(bias.data()),
                      nullptr};
  const KernelEntry entry = KernelsFor(isa).entries[FindKernel(KWS_FULLY_CONNECTED) - kKernels];
  RunError error;
  KernelArgs args = {&p, operands, nullptr, &error, nullptr, entry.blocking};
  args.blocking.encoding = KWS_BF16;
  entry.run(args, 0, FindKernel(KWS_FULLY_CONNECTED)->items(&p));
  return out;
}

void ExpectTheSameBits(const std::vector<float>& a, const std::vector<uint16_t>& weights,
                       const std::vector<float>& bias, int k) {
  const std::vector<float> expected = Multiply(AvailableIsas().back(), a, weights, bias, k);
  for (const Isa& isa : AvailableIsas()) {
    const std::vector<float> actual = Multiply(isa, a, weights, bias, k);
    for (size_t i = 0; i < expected.size(); ++i) {
      if (std::isnan(expected[i]) && std::isnan(actual[i])) continue;
      ASSERT_EQ(BitsOf(actual[i]), BitsOf(expected[i])) << isa.name << " element " << i;
    }
  }
}

class Exponents : public ::testing::TestWithParam<std::pair<uint32_t, uint32_t>> {};

TEST_P(Exponents, TheBitsAreThoseOfTheReference) {
  const auto [least, most] = GetParam();
  std::mt19937 random(least + 1);
  std::uniform_int_distribution<uint32_t> exponents(least, most);
  const auto bits = [&] { return (random() & 0x807fffffu) | exponents(random) << 23; };
  for (int k = 1; k <= 9; ++k) {
    for (int round = 0; round < 30; ++round) {
      std::vector<float> a(static_cast<size_t>(kRows * k)), bias(kN);
      std::vector<uint16_t> weights(static_cast<size_t>(Bf16Pairs(k) * 2 * kN));
      for (float& x : a) x = FromBits(bits());
      for (float& x : bias) x = FromBits(bits());
      for (uint16_t& x : weights) x = static_cast<uint16_t>(bits() >> 16);
      ExpectTheSameBits(a, weights, bias, k);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Bf16, Exponents,
                         ::testing::Values(std::pair(120u, 134u), std::pair(0u, 255u),
                                           std::pair(0u, 2u), std::pair(55u, 72u),
                                           std::pair(180u, 200u), std::pair(253u, 255u)));

// Sums around the least normal number, from both sides, in either half of a pair.
TEST(Bf16, WhatIsSubnormalAfterRoundingIsZero) {
  const float parts[] = {0x1p-75f, 0x1.8p-76f, 0x1p-76f, 0x1.02p-76f, 0x1.8p-75f, 0x1p-77f};
  for (const float part : parts) {
    for (const float sign : {-1.0f, 1.0f}) {
      for (const int half : {0, 1}) {
        std::vector<float> a(kRows * 2), bias(kN, -sign * 0x1p-126f);
        std::vector<uint16_t> weights(2 * kN, static_cast<uint16_t>(BitsOf(sign * 0x1p-75f) >> 16));
        for (size_t r = 0; r < kRows; ++r) a[2 * r + half] = part;
        ExpectTheSameBits(a, weights, bias, 2);
      }
    }
  }
  std::vector<float> a(kRows), bias(kN, 0x1p-126f);
  a[0] = -0x1p-75f;
  a[1] = -0x1p-76f;
  const std::vector<uint16_t> weights(2 * kN, static_cast<uint16_t>(BitsOf(0x1p-75f) >> 16));
  const std::vector<float> sums = Multiply(AvailableIsas().front(), a, weights, bias, 1);
  EXPECT_EQ(sums[0], 0.0f);        // 2^-126 - 2^-150 is subnormal
  EXPECT_EQ(sums[kN], 0x1p-126f);  // 2^-126 - 2^-151 is rounded to the least normal number
}

// A known product, rounded to bfloat16 by hand.
TEST(Bf16, RowsAreRoundedToTheNearestEvenOne) {
  // 1 + 2^-8 lies between 1 and 1 + 2^-7; 1 + 3 * 2^-8 between 1 + 2^-7 and 1 + 2^-6
  std::vector<float> a(kRows * 2, 0.0f), bias(kN, 0.5f);
  a[0] = 1 + 0x1p-8f;
  a[1] = 1 + 3 * 0x1p-8f;
  a[2] = 1 + 0x1p-8f + 0x1p-23f;
  std::vector<uint16_t> weights(2 * kN, static_cast<uint16_t>(BitsOf(2.0f) >> 16));
  for (const Isa& isa : AvailableIsas()) {
    const std::vector<float> out = Multiply(isa, a, weights, bias, 2);
    EXPECT_EQ(out[0], 0.5f + 2 + 2 * (1 + 0x1p-6f)) << isa.name;
    EXPECT_EQ(out[kN], 0.5f + 2 * (1 + 0x1p-7f)) << isa.name;
  }
}

}  // namespace
}  // namespace kws
