import ServiceCore
import Testing

@testable import Platform

@Suite struct PasswordHashTests {
    @Test func `a password matches in clear and as its MD5, in either case`() throws {
        let hash = try PasswordHash(of: Secret("open sesame"), cost: .sample)
        // printf 'open sesame' | md5sum
        let digest = "54ef36ec71201fdf9d1423fd26f97f6b"
        let matches = ["open sesame", "md5-\(digest)", "md5-\(digest.uppercased())"].map {
            hash.matches(Secret($0))
        }
        #expect(matches == [true, true, true])
    }

    @Test func `one set by its MD5 matches in clear`() throws {
        let hash = try PasswordHash(of: Secret("md5-54ef36ec71201fdf9d1423fd26f97f6b"), cost: .sample)
        #expect(hash.matches(Secret("open sesame")))
    }

    @Test(arguments: ["", "open sesam", "54ef36ec71201fdf9d1423fd26f97f6b", "md5-00", "OPEN SESAME"])
    func `another password does not match`(candidate: String) throws {
        #expect(try !PasswordHash(of: Secret("open sesame"), cost: .sample).matches(Secret(candidate)))
    }

    @Test(arguments: ["", "scrypt", "scrypt$16$8$1$00$", "scrypt$x$8$1$00$00", "plain"])
    func `a damaged hash matches nothing`(text: String) {
        #expect(!PasswordHash(text: text).matches(Secret("")))
    }

    @Test func `the same password gives different hashes, which do not show it`() throws {
        let hashes = try (0..<2).map { _ in try PasswordHash(of: Secret("sesame"), cost: .sample).text }
        #expect(hashes[0] != hashes[1])
        #expect(!hashes[0].contains("sesame"))
    }
}
