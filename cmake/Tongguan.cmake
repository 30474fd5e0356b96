# What every library of the tree is made with. One folder, one static library, one test program, its files found by
# name: *.cpp, tests/*_test.cpp, fuzz/*_fuzz.cpp; migrations/, texts/ and data/ are embedded.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)

add_library(tongguan_options INTERFACE)
target_include_directories(tongguan_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
target_compile_options(tongguan_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
# boost/json stands in the precompiled header, so its definitions must be the same everywhere
target_link_libraries(tongguan_options INTERFACE Boost::json)
target_compile_definitions(tongguan_options INTERFACE BOOST_ASIO_NO_DEPRECATED TONGGUAN_VERSION="${PROJECT_VERSION}")
# Json values stand in headers, so everything is compiled with this library's definitions; the PCH demands the same.
target_link_libraries(tongguan_options INTERFACE Boost::json)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # clang warns about the statement expression of TRY under -Wpedantic even behind __extension__ in templates
  target_compile_options(tongguan_options INTERFACE -Wno-gnu-statement-expression -Wno-missing-designated-field-initializers)
  # libstdc++ 12's own stable_sort uses what it has deprecated
  target_compile_options(tongguan_options INTERFACE -Wno-deprecated-declarations)
else()
  target_compile_options(tongguan_options INTERFACE -Wno-missing-field-initializers)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release")
  # g++ 12 at -O2 sees bounds broken in moves of std::string that are whole; clang and the sanitizers watch the same
  target_compile_options(tongguan_options INTERFACE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict)
endif()
if(TONGGUAN_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # in a batch every source looks like a header, and g++ warns of a private type in an anonymous namespace
  target_compile_options(tongguan_options INTERFACE -Wno-subobject-linkage)
endif()
if(TONGGUAN_SANITIZE)
  target_compile_options(tongguan_options INTERFACE -fsanitize=${TONGGUAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tongguan_options INTERFACE -fsanitize=${TONGGUAN_SANITIZE})
endif()
if(TONGGUAN_FUZZ)
  # coverage of the libraries too: it is what steers a fuzzer
  target_compile_options(tongguan_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
find_program(MOLD mold)
if(MOLD)
  target_link_options(tongguan_options INTERFACE -fuse-ld=mold)
endif()

# One base PCH, built once and reused by every library.
file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "")
add_library(tongguan_pch OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
target_link_libraries(tongguan_pch PRIVATE tongguan_options)
target_precompile_headers(tongguan_pch PRIVATE
  <algorithm> <array> <chrono> <cstdint> <expected> <functional> <map> <memory> <optional> <span> <string>
  <string_view> <unordered_map> <utility> <variant> <vector> <boost/json/value.hpp>)

add_library(tongguan_doctest OBJECT ${CMAKE_SOURCE_DIR}/cmake/doctest_main.cpp)
target_link_libraries(tongguan_doctest PRIVATE tongguan_options)

# Files under migrations/, texts/ and data/ of `folder` → namespace tongguan::assets, function <name>().
function(tongguan_embed name folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/${folder}
    ${CMAKE_SOURCE_DIR}/${folder}/migrations/*.sql ${CMAKE_SOURCE_DIR}/${folder}/texts/*.json ${CMAKE_SOURCE_DIR}/${folder}/data/*)
  list(SORT files)
  set(assembly "    .section .rodata\n")
  set(table "")
  set(externs "")
  set(index 0)
  set(depends "")
  foreach(file ${files})
    set(symbol "tongguan_asset_${name}_${index}")
    string(APPEND assembly "    .global ${symbol}\n    .global ${symbol}_end\n${symbol}:\n")
    string(APPEND assembly "    .incbin \"${CMAKE_SOURCE_DIR}/${folder}/${file}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND externs "extern \"C\" { extern const char ${symbol}[]; extern const char ${symbol}_end[]; }\n")
    string(APPEND table "        {\"${file}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    list(APPEND depends ${CMAKE_SOURCE_DIR}/${folder}/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
  set(out ${CMAKE_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${out}/${name}_assets.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${out}/${name}_assets.h CONTENT
"// Generated: the embedded files of ${folder}.
#pragma once
#include <span>
#include \"base/asset.h\"
namespace tongguan::assets { std::span<const Asset> ${name}(); }
" @ONLY)
  file(CONFIGURE OUTPUT ${out}/${name}_assets.cpp CONTENT
"#include \"generated/${name}_assets.h\"
#include <vector>
${externs}
namespace tongguan::assets {
std::span<const Asset> ${name}() {
    static const std::vector<Asset> table{
${table}    };
    return table;
}
}  // namespace tongguan::assets
" @ONLY)
  set_source_files_properties(${out}/${name}_assets.S PROPERTIES OBJECT_DEPENDS "${depends}")
  set_source_files_properties(${out}/${name}_assets.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${name} PRIVATE ${out}/${name}_assets.S ${out}/${name}_assets.cpp)
endfunction()

# tongguan_library(db FOLDER platform/db DEPENDS base entity LIBS PostgreSQL::PostgreSQL)
function(tongguan_library name)
  cmake_parse_arguments(ARG "" "FOLDER" "DEPENDS;LIBS;TEST_DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC tongguan_options ${ARG_DEPENDS} PRIVATE ${ARG_LIBS})
  target_precompile_headers(${name} REUSE_FROM tongguan_pch)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${TONGGUAN_UNITY} UNITY_BUILD_BATCH_SIZE 6)
  tongguan_embed(${name} ${ARG_FOLDER})
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_FOLDER}/tests/*_test.cpp)
  if(tests)
    add_executable(${name}_test ${tests} $<TARGET_OBJECTS:tongguan_doctest>)
    target_link_libraries(${name}_test PRIVATE ${name} ${ARG_TEST_DEPENDS} ${ARG_LIBS})
    target_precompile_headers(${name}_test REUSE_FROM tongguan_pch)
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
  if(TONGGUAN_FUZZ)
    file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_FOLDER}/fuzz/*_fuzz.cpp)
    foreach(fuzzer ${fuzzers})
      get_filename_component(stem ${fuzzer} NAME_WE)
      add_executable(${stem} ${fuzzer})
      target_link_libraries(${stem} PRIVATE ${name} ${ARG_LIBS})
      target_compile_options(${stem} PRIVATE -fsanitize=fuzzer)
      target_link_options(${stem} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
