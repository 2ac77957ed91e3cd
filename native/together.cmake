# Compiles several files as one: most of a file's compilation parses headers, Highway's once for each instruction set.
#
#   kws_together(LIST FOLDER NAME FILE…)           puts one file, which includes FILE… of FOLDER, in their place in LIST
#   kws_together(LIST FOLDER NAME HIGHWAY FILE…)   kernels, which are included once for each instruction set
function(kws_together variable folder name)
  cmake_parse_arguments(PARSE_ARGV 3 arg HIGHWAY "" "")
  set(files ${arg_UNPARSED_ARGUMENTS})
  list(TRANSFORM files REPLACE "^${folder}/" "")
  list(TRANSFORM files REPLACE "(.+)" "#include \"\\1\"" OUTPUT_VARIABLE lines)
  if(arg_HIGHWAY)
    # a kernel names its own file as the one to include again: the last word is this file's
    set(again "#undef HWY_TARGET_INCLUDE\n#define HWY_TARGET_INCLUDE \"together/${name}.all.cc\"")
    set(lines ${again} "#include \"hwy/foreach_target.h\"" ${lines} ${again})
  endif()
  list(JOIN lines "\n" text)
  set(unit ${CMAKE_BINARY_DIR}/together/${name}.all.cc)
  file(CONFIGURE OUTPUT ${unit} CONTENT "${text}\n" @ONLY)
  list(TRANSFORM files PREPEND ${folder}/)
  list(REMOVE_ITEM ${variable} ${files})
  set(${variable} ${${variable}} ${unit} PARENT_SCOPE)
endfunction()
