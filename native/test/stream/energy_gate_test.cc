// The gate against checks/energy_gate.py; the Java gate is tested on the same file.
#include "stream/energy_gate.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "stream/noise.h"

namespace kws {
namespace {

constexpr int kSeconds = 14;

// The loudness of each half second, as the script has it.
double Loud(int half) {
  if (half < 4 || (half >= 5 && half < 10)) return 0.001;
  if (half == 4 || half == 20) return 0.3;
  if (half == 19) return 0.2;
  return half < 25 ? 0.02 : 0;
}

std::vector<float> Sound(int rate) {
  Knuth random = {5};
  std::vector<float> samples;
  for (int i = 0; i < kSeconds * rate; ++i) {
    const double loud = random.Sample() * Loud(2 * i / rate);
    samples.push_back(static_cast<float>(static_cast<int>(loud)) / 32768.0f);
  }
  return samples;
}

TEST(EnergyGate, OpensWhereTheGateInPythonDoes) {
  std::ifstream file(KWS_FIXTURES "/stream/gate.txt");
  int lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    const int rate = std::stoi(line);
    const std::vector<float> sound = Sound(rate);
    const auto count = static_cast<int>(sound.size());
    const int hop = rate * 80 / 1000;
    EnergyGate gate(rate);
    for (int round = 0; round < 2; ++round, gate.Reset()) {
      std::string opened = std::to_string(rate) + " ";
      gate.Accept(sound.data(), static_cast<size_t>(rate));
      for (int heard = rate;; heard += hop) {
        opened += gate.IsOpen(heard - rate) ? '1' : '0';
        if (heard + hop > count) break;
        gate.Accept(sound.data() + heard, 7);
        gate.Accept(sound.data() + heard + 7, static_cast<size_t>(hop - 7));
      }
      EXPECT_EQ(opened, line);
    }
  }
  EXPECT_EQ(lines, 2);
}

}  // namespace
}  // namespace kws
