// The reference of sign_in: argon2id alone, verified on as many threads as there are cores, under the same parameters
// as platform/access. Prints verifications a second.
#include <sodium.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

int main(int count, char** arguments) {
    if (sodium_init() < 0) return 1;
    const auto span = std::chrono::seconds{count > 1 ? std::atoi(arguments[1]) : 5};
    const char* password = "c2qe-ybkx-65a6-wsea";
    char kept[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(kept, password, std::strlen(password), OPSLIMIT, MEMLIMIT,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return 1;
    std::atomic<long> done{0};
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            while (std::chrono::steady_clock::now() - begun < span)
                if (crypto_pwhash_str_verify(kept, password, std::strlen(password)) == 0) ++done;
        });
    for (std::thread& thread : threads) thread.join();
    std::printf("%.3f\n", static_cast<double>(done) /
                              std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    return 0;
}
