// Streams through the ABI: windows, detections, errors, and streams that run concurrently.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "stream/noise.h"
#include "stream/opened_stream.h"

namespace kws {
namespace {

TEST(Stream, EveryWindowIsScoredHoweverTheSoundIsCut) {
  const std::vector<int16_t> pcm = Noise(9000, 11);
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
  std::vector<float> samples(300);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = i / 50 % 2 == 0 ? 0.0f : 1.0f;
  Opened o(Named(), Options(4,
                            "tensorflow,window_ms=8,suppression_ms=0,minimum_count=1,"
                            "threshold=0.4"));
  kws_stream_accept_float(o.stream, samples.data(), samples.size());
  // the same word again: silence was detected in between
  ASSERT_EQ(o.heard.detections.size(), 3u);
  for (const kws_detection& one : o.heard.detections) EXPECT_EQ(one.label, 1);
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

TEST(Stream, ANegativeScoreIsNoProbability) {
  Opened o(Named({KWS_IDENTITY, 0, 0}), Options(4));
  std::vector<float> samples(12);
  samples[4] = 0.25f;
  EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), 12), KWS_BAD_INPUT);
  EXPECT_STREQ(kws_last_error(),
               "in the window that ends at sample 11 the score of 'no' is -0.25: its outputs are "
               "no probabilities (a log softmax, or logits?)");
  EXPECT_EQ(o.heard.told.size(), 1u) << "of the window before";
}

TEST(Stream, AScoreAboveOneIsNoProbability) {
  Opened o(Named({KWS_CLAMP, 0, INFINITY}), Options(4));
  std::vector<float> samples(12);
  samples[4] = 1.5f;
  EXPECT_EQ(kws_stream_accept_float(o.stream, samples.data(), 12), KWS_BAD_INPUT);
  EXPECT_STREQ(kws_last_error(),
               "in the window that ends at sample 11 the score of 'yes' is 1.5: its outputs are "
               "no probabilities (logits?)");
}

TEST(Stream, StreamsOfOneModelRunConcurrently) {
  const std::vector<int16_t> pcm = Noise(9000, 11);
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

}  // namespace
}  // namespace kws
