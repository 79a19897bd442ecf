import ServiceCore
import TestSupport
import Testing

@testable import Platform

@Suite struct NewSecretTests {
    @Test func `an API key is 32 lower-case hexadecimal digits`() throws {
        let key = NewSecret.apiKey().reveal()
        #expect(key.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    }

    @Test func `a password has the wanted length and no look-alikes`() {
        let password = NewSecret.password(length: 400).reveal()
        #expect(password.count == 400)
        #expect(password.allSatisfy { !"0O1lI".contains($0) })
    }

    @Test func `the generator decides`() {
        var (one, two) = (SeededNumbers(seed: 1), SeededNumbers(seed: 1))
        #expect(NewSecret.apiKey(using: &one) == NewSecret.apiKey(using: &two))
        #expect(NewSecret.apiKey(using: &one) != NewSecret.apiKey())
    }
}
