import ServiceCore
import Store

extension DeliveryTransaction {
    /// Does a step of one launch, or none of it: what is wrong with the launch itself holds it for a person.
    mutating func attempt(
        _ launch: LaunchRow, _ body: (inout DeliveryTransaction) throws -> Void
    ) throws {
        var trial = self
        do {
            try db.savepoint {
                try body(&trial)
            }
            self = trial
        } catch {
            guard let words = Self.faultOfLaunch(error) else { throw error }
            try hold(launch, because: "it cannot be prepared: \(words)")
        }
    }

    private mutating func hold(_ launch: LaunchRow, because reason: String) throws {
        if launch.state == .scheduled { return try unschedule(launch, because: reason) }
        try CampaignState.pause(launch.campaign, because: reason, in: db)
    }

    /// Why one launch cannot go on, in words: its content, not the database; nil for a failure that concerns the whole
    /// database.
    private static func faultOfLaunch(_ error: any Error) -> String? {
        switch error {
        case let error as ServiceError:
            return [.invalid, .notFound, .refused].contains(error.code) ? error.message : nil
        case is DecodingError: return "what was frozen for it cannot be read"
        default:
            guard let failure = StoreFailure(error), failure.isOfContent else { return nil }
            return failure.message ?? "the database does not take it"
        }
    }
}
