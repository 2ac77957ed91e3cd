// Every rule against checks/detector_rules.py, which implements them independently; the Java
// detector is tested on the same file.
#include "stream/detector.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "stream/noise.h"

namespace kws {
namespace {

constexpr int kResults = 1500;

Labels Five() {
  Labels labels;
  std::string error;
  EXPECT_TRUE(labels.Set({"_silence_", "_unknown_", "yes", "no", "stop"}, &error)) << error;
  return labels;
}

struct Found {
  int number;
  int64_t time;
  std::string label;
  double score;
};

// Of a line "set SEED STRIDE RULE THRESHOLDS".
std::vector<Found> Find(const std::string& line) {
  std::istringstream words(line);
  std::string set, text, thresholds, error;
  uint64_t seed;
  int stride;
  words >> set >> seed >> stride >> text >> thresholds;
  const Labels labels = Five();
  Rule rule;
  EXPECT_TRUE(ParseRule(SplitAtCommas(text), &rule, &error)) << error;
  EXPECT_TRUE(ApplyThresholds(thresholds, labels, &rule, &error)) << error;
  const auto detector = NewDetector(rule, labels, 1000, stride);
  Knuth random = {seed};
  std::vector<Found> found;
  int64_t time = 0;
  int loud = 0;
  int left = 0;
  for (int i = 0; i < kResults; ++i) {
    if (left == 0) {
      loud = random.Below(labels.count());
      left = 1 + random.Below(40);
    }
    --left;
    float scores[5];
    for (int label = 0; label < 5; ++label)
      scores[label] =
          static_cast<float>(random.Bits() / 2) / 16777216.0f + (label == loud ? 0.5f : 0.0f);
    const int label = detector->Decide(time, scores);
    if (label >= 0) found.push_back({i, time, labels.name(label), detector->Score(label)});
    time += stride + random.Below(5);
  }
  return found;
}

TEST(Detector, EachRuleFindsWhatItFindsInPython) {
  std::ifstream file(KWS_FIXTURES "/stream/detections.txt");
  std::vector<Found> found;
  size_t next = 0;
  int sets = 0;
  int detections = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.compare(0, 4, "set ") == 0) {
      ASSERT_EQ(next, found.size()) << "more are found than recorded before " << line;
      found = Find(line);
      next = 0;
      ++sets;
      continue;
    }
    std::istringstream words(line);
    int number;
    int64_t time;
    std::string label, score;
    words >> number >> time >> label >> score;
    ASSERT_LT(next, found.size()) << line;
    EXPECT_EQ(found[next].number, number) << line;
    EXPECT_EQ(found[next].time, time) << line;
    EXPECT_EQ(found[next].label, label) << line;
    EXPECT_EQ(found[next].score, strtod(score.c_str(), nullptr)) << line;
    ++next;
    ++detections;
  }
  EXPECT_EQ(next, found.size());
  EXPECT_EQ(sets, 18);
  EXPECT_EQ(detections, 2018);
}

TEST(Detector, ResetForgets) {
  const Labels labels = Five();
  for (const char* text : {"average,results=2", "streak,results=2", "micro,results=2",
                           "tensorflow,window_ms=40,minimum_count=2"}) {
    Rule rule;
    std::string error;
    ASSERT_TRUE(ParseRule(SplitAtCommas(text), &rule, &error)) << error;
    const auto detector = NewDetector(rule, labels, 1000, 10);
    const float yes[5] = {0, 0, 1, 0, 0};
    const auto first = [&] {
      for (int i = 0; i < 9; ++i) {
        if (detector->Decide(10 * i, yes) == 2) return i;
      }
      return -1;
    };
    const int found = first();
    EXPECT_GE(found, 0) << text;
    detector->Reset();
    EXPECT_EQ(first(), found) << text;
  }
}

void ExpectRefused(const char* text, const char* part) {
  Rule rule;
  std::string error;
  EXPECT_FALSE(ParseRule(SplitAtCommas(text), &rule, &error)) << text;
  EXPECT_NE(error.find(part), std::string::npos) << error;
}

TEST(Rule, SaysWhatIsWrong) {
  ExpectRefused("loud", "no rule 'loud'");
  ExpectRefused("", "no rule ''");
  ExpectRefused("streak,results=0", "results is '0'");
  ExpectRefused("streak,results=2,results=3", "comes twice");
  ExpectRefused("streak,results", "is no name=value");
  ExpectRefused("streak,window_ms=5", "it has no 'window_ms'");
  ExpectRefused("tensorflow,pause_of=all", "it has no 'pause_of'");
  ExpectRefused("micro,pause_of=some", "not all or label");
  ExpectRefused("micro,pause_ms=99999999999", "pause_ms is '99999999999'");
  for (const char* threshold : {"1.1", "-0.1", "x", "", "nan", "0x1", "0,5"})
    ExpectRefused((std::string("average,threshold=") + threshold).c_str(), "rule average: ");
}

TEST(Rule, TakesThresholdsOfAllAndOfSome) {
  const Labels labels = Five();
  Rule rule;
  rule.own = {{"no", 0.1}, {"stop", 0.2}};
  std::string error;
  ASSERT_TRUE(ApplyThresholds("no=1.0E-4", labels, &rule, &error)) << error;
  EXPECT_EQ(rule.ThresholdOf("no"), 1e-4);
  EXPECT_EQ(rule.ThresholdOf("stop"), 0.2);
  ASSERT_TRUE(ApplyThresholds("0.5,yes=0.6", labels, &rule, &error)) << error;
  EXPECT_EQ(rule.ThresholdOf("no"), 0.5);
  EXPECT_EQ(rule.ThresholdOf("yes"), 0.6);
  EXPECT_FALSE(ApplyThresholds("maybe=0.5", labels, &rule, &error));
  EXPECT_NE(error.find("'maybe' is none of the labels"), std::string::npos) << error;
  EXPECT_FALSE(ApplyThresholds("0.5,0.6", labels, &rule, &error));
  EXPECT_NE(error.find("sets a threshold twice"), std::string::npos) << error;
}

}  // namespace
}  // namespace kws
