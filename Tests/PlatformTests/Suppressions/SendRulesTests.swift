import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct SendRulesTests {
    @Test func `the first rule of the list wins`() {
        var facts = SendFacts()
        #expect(SendRules.stop(facts) == nil)
        facts.allowsChannel = false
        #expect(SendRules.stop(facts) == .channelNotAllowed)
        facts.isSenderApproved = false
        #expect(SendRules.stop(facts) == .senderNotApproved)
        facts.isDuplicate = true
        #expect(SendRules.stop(facts) == .duplicate)
        facts.isInactive = true
        #expect(SendRules.stop(facts) == .inactive)
        facts.isInvalid = true
        #expect(SendRules.stop(facts) == .invalid)
        facts.suppression = .complaint
        #expect(SendRules.stop(facts) == .suppressed(.complaint))
        facts.hasUsableAddress = false
        #expect(SendRules.stop(facts) == .unusableAddress)
    }

    @Test(arguments: Suppression.Reason.allCases)
    func `the whitelist overrules what bounces made and nothing else`(_ reason: Suppression.Reason) {
        var facts = SendFacts()
        facts.suppression = reason
        facts.isWhitelisted = true
        #expect(SendRules.stop(facts) == (reason == .bounce ? nil : .suppressed(reason)))
        facts.suppression = nil
        facts.isInvalid = true
        #expect(SendRules.stop(facts) == .invalid)
    }

    @Test func `the rules as SQL say the same for every combination of facts`() throws {
        let sql = SendRuleSQL.stop(
            .init(
                hasUsableAddress: "?1", suppression: "?2", isInvalid: "?3", isWhitelisted: "?4",
                isDuplicate: "?5",
                isSenderApproved: "?6", allowsChannel: "?7"))
        let database = try PlainDatabase()
        try database.read { db in
            for facts in Self.combinations {
                let answer = try String.fetchOne(
                    db,
                    cached: SQL(
                        text: "SELECT \(sql)",
                        [
                            facts.hasUsableAddress, facts.suppression?.rawValue, facts.isInvalid,
                            facts.isWhitelisted, facts.isDuplicate, facts.isSenderApproved,
                            facts.allowsChannel,
                        ]))
                #expect(answer == SendRules.stop(facts)?.text, "\(facts)")
            }
        }
    }

    private static var combinations: [SendFacts] {
        let reasons: [Suppression.Reason?] = [nil] + Suppression.Reason.allCases
        return (0..<64).flatMap { bits in
            reasons.map { reason in
                var facts = SendFacts()
                facts.hasUsableAddress = bits & 1 == 0
                facts.isInvalid = bits & 2 != 0
                facts.isWhitelisted = bits & 4 != 0
                facts.isDuplicate = bits & 8 != 0
                facts.isSenderApproved = bits & 16 == 0
                facts.allowsChannel = bits & 32 == 0
                facts.suppression = reason
                return facts
            }
        }
    }
}
