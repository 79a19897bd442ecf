import Foundation
import Mail
import ServiceCore
import Store

/// What signs the messages of a submission.
struct MailSignature: Sendable {
    let signers: [DKIMSigner]
    /// Of the body that all of them share.
    let bodyHash: [UInt8]?
}

/// The keys that messages are signed with, opened once.
struct MailSignatures: Sendable {
    private let vault: Vault
    /// By what is sealed; nil for what cannot be opened, or is no key.
    private var keys: [Data: DKIMSigningKey?] = [:]
    private var last: (submission: Int64, setup: SenderSetup, signature: MailSignature)?

    /// Those of as many senders as may send at once.
    private static let mostKeys = 64

    init(_ vault: Vault) { self.vault = vault }

    /// Nil where nothing signs.
    mutating func of(_ composer: MailComposer) -> MailSignature? {
        guard !composer.setup.keys.isEmpty else { return nil }
        if let last, last.submission == composer.submission, last.setup == composer.setup {
            return last.signature
        }
        let signers = composer.setup.keys.compactMap { signer($0) }
        guard !signers.isEmpty else { return nil }
        let signature = MailSignature(signers: signers, bodyHash: composer.sharedHash)
        last = (composer.submission, composer.setup, signature)
        return signature
    }

    private mutating func signer(_ key: SenderSetup.Key) -> DKIMSigner? {
        if keys[key.sealed] == nil {
            if keys.count >= Self.mostKeys { keys = [:] }
            keys[key.sealed] = .some(key.opened(by: vault))
        }
        return keys[key.sealed].flatMap(\.self).map {
            DKIMSigner(domain: key.domain, selector: key.selector, key: $0)
        }
    }
}

extension MailWriting.Written {
    /// The messages with what signs them, made on all processors: a signature takes longer than all else of a message.
    func signed() async -> [OutgoingMessage] {
        guard !signatures.isEmpty else { return messages }
        let share = max(1, (messages.count + Self.processors - 1) / Self.processors)
        let starts = Array(stride(from: 0, to: messages.count, by: share))
        return await withTaskGroup(of: (Int, [OutgoingMessage]).self) { group in
            for start in starts {
                let part = messages[start..<min(start + share, messages.count)]
                group.addTask {
                    await offCooperativePool { (start, part.map(signed)) }
                }
            }
            var parts: [Int: [OutgoingMessage]] = [:]
            for await (start, part) in group { parts[start] = part }
            return starts.flatMap { parts[$0] ?? [] }
        }
    }

    private static let processors = ProcessInfo.processInfo.activeProcessorCount

    private func signed(_ message: OutgoingMessage) -> OutgoingMessage {
        guard let signature = signatures[message.submission] else { return message }
        var message = message
        message.mail = message.mail?.signed(by: signature.signers, bodyHash: signature.bodyHash)
        return message
    }
}
