# NAME_win32.cc and NAME_posix.cc are for those systems alone.
if(WIN32)
  list(FILTER KWS_SOURCES EXCLUDE REGEX "_posix\\.cc$")
else()
  list(FILTER KWS_SOURCES EXCLUDE REGEX "_win32\\.cc$")
endif()

# Which of the engine's files are compiled as one. A kernel under Highway that is not named here is compiled by itself.
set(src ${CMAKE_CURRENT_LIST_DIR})
kws_together(KWS_SOURCES ${src} windows HIGHWAY
  kernels/conv_2d.cc kernels/depthwise_2d.cc kernels/depthwise_pointwise.cc kernels/pool_2d.cc)
kws_together(KWS_SOURCES ${src} functions HIGHWAY kernels/unary.cc kernels/softmax.cc kernels/requantize.cc core/machine.cc)
kws_together(KWS_SOURCES ${src} integers HIGHWAY kernels/integer_conv_2d.cc kernels/integer_depthwise_2d.cc)
kws_together(KWS_SOURCES ${src} rows HIGHWAY kernels/binary.cc kernels/chain.cc kernels/fully_connected.cc kernels/gru.cc
  kernels/lstm.cc kernels/matmul.cc kernels/reduce.cc kernels/rnn.cc)
kws_together(KWS_SOURCES ${src} front_end HIGHWAY audio/front_end.cc audio/decode_wav_fast.cc)

# Code that runs once per stream: size matters more than speed.
kws_together(KWS_SOURCES ${src} open_stream stream/labels.cc stream/metadata.cc stream/open_stream.cc stream/rule.cc)
set_source_files_properties(${CMAKE_BINARY_DIR}/together/open_stream.all.cc PROPERTIES COMPILE_OPTIONS -Os)

# The rest without Highway, folder by folder.
# What includes windows.h stands alone: that header's macros would meet the other files' names.
foreach(folder audio core gemm incremental kernels stream)
  set(plain)
  foreach(source ${KWS_SOURCES})
    file(STRINGS ${source} highway REGEX "hwy/foreach_target.h")
    if(source MATCHES "^${src}/${folder}/" AND NOT highway AND NOT source MATCHES "_win32\\.cc$")
      list(APPEND plain ${source})
    endif()
  endforeach()
  kws_together(KWS_SOURCES ${src} ${folder} ${plain})
endforeach()
