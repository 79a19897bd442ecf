import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct VaultTests {
    let vault = Vault(key: Array(0..<32))
    let secret = Secret("k3y of the account")

    @Test func `what was sealed opens again for the same purpose`() throws {
        let sealed = try vault.seal(secret, for: .accountKey)
        #expect(try vault.open(sealed, for: .accountKey).reveal() == "k3y of the account")
    }

    @Test func `a sealed value does not open for another purpose`() throws {
        let sealed = try vault.seal(secret, for: .accountKey)
        let error = #expect(throws: ServiceError.self) { try vault.open(sealed, for: .smtpPassword) }
        #expect(error?.code == .storage)
    }

    @Test func `a changed byte or another key opens nothing`() throws {
        var sealed = try vault.seal(secret, for: .hookKey)
        #expect(throws: ServiceError.self) { try Vault(key: Array(1..<33)).open(sealed, for: .hookKey) }
        sealed[sealed.count - 1] ^= 1
        #expect(throws: ServiceError.self) { try vault.open(sealed, for: .hookKey) }
    }

    @Test func `sealing twice gives two values, neither showing the secret`() throws {
        let (one, two) = (try vault.seal(secret, for: .hookKey), try vault.seal(secret, for: .hookKey))
        #expect(one != two)
        #expect(one.range(of: Data("k3y".utf8)) == nil)
    }

    @Test func `a look-up value depends on secret, purpose and key`() {
        let values: Set = [
            vault.lookupValue(secret, for: .accountKey), vault.lookupValue(secret, for: .campaignKey),
            vault.lookupValue(Secret("other"), for: .accountKey),
            Vault(key: Array(1..<33)).lookupValue(secret, for: .accountKey),
        ]
        #expect(values.count == 4)
        #expect(vault.lookupValue(secret, for: .accountKey) == vault.lookupValue(secret, for: .accountKey))
    }
}
