import ServiceCore
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("+44 (0)20 7946 0018", "+442079460018"), ("0044 (0) 20 7946 0018", "+442079460018"),
        ("+44 20 7946 0018", "+442079460018"), ("(+44) 20 7946-0018", "+442079460018"),
        ("44(0)2079460018", "+442079460018"),
        ("22963588213", "+22963588213"), ("+22963588213", "+22963588213"),
        ("+229 01 63 58 82 13", "+2290163588213"),
        ("+34 600-11.22 33", "+34600112233"), ("0034600112233", "+34600112233"),
        ("+1 (603) 555-0100", "+16035550100"),
        ("+39 06 1234 5678", "+390612345678"), ("+225 01 23 45 67 89", "+2250123456789"),
        ("+49\u{a0}30/123\u{2011}456", "+4930123456"), ("+7 912 345-67-89", "+79123456789"),
    ])
    func `what a person types is read by the rule`(text: String, number: String) throws {
        #expect(try PhoneNumber.typed(text) == number)
    }

    @Test(arguments: [
        ("-34600123456", "“-34600123456” is no phone number."),
        ("020 7946 0018", "“020 7946 0018” is a national number without its country."),
        ("(0)20 7946 0018", "“(0)20 7946 0018” is a national number without its country."),
        ("600112233", "“600112233” is a national number without its country."),
        ("612345678", "“612345678” is a national number without its country."),
        ("+0044 20 7946 0018", "“+0044 20 7946 0018” is no phone number: no country code begins with 0."),
        ("000 44 20 7946 0018", "“000 44 20 7946 0018” is no phone number: no country code begins with 0."),
        ("+44 020 7946 0018", "The phone number “+44 020 7946 0018” is wrong: after +44 the 0 is left out."),
        ("+44 20 7946 (0)018", "“+44 20 7946 (0)018” is no phone number."),
        (
            "+39 (0)6 1234 5678",
            "The phone number “+39 (0)6 1234 5678” is unclear: after +39 a 0 is part of the number, and stands without brackets."
        ),
        ("+210 1234 5678", "“+210 1234 5678” is no phone number: no country has its code."),
        ("+44 20 79", "The phone number “+44 20 79” is too short."),
        (
            "+44 20 7946 00",
            "The phone number “+44 20 7946 00” is too short: +44 has 9 to 10 digits after it."
        ),
        ("+34 6001122334", "The phone number “+34 6001122334” is too long: +34 has 9 digits after it."),
        ("+34 600 112 233 600 112", "The phone number “+34 600 112 233 600 112” is too long."),
        ("+44 20 7946 0018 ext. 5", "“+44 20 7946 0018 ext. 5” is no phone number: “e” belongs to none."),
        ("+44 20 7946 0018#5", "“+44 20 7946 0018#5” is no phone number: “#” belongs to none."),
        ("1-800-FLOWERS", "“1-800-FLOWERS” is no phone number: “F” belongs to none."),
        ("+٣٤٦٠٠١١٢٢٣٣", "“+٣٤٦٠٠١١٢٢٣٣” is no phone number: “٣” belongs to none."),
        ("34+600112233", "“34+600112233” is no phone number."),
        ("++34600112233", "“++34600112233” is no phone number."),
        ("", "“” is no phone number."), ("+", "“+” is no phone number."),
    ])
    func `what is no number says why`(text: String, message: String) {
        let error = #expect(throws: ServiceError.self) { try PhoneNumber.typed(text) }
        #expect(error?.code == .invalid && error?.message == message)
    }

    @Test func `a number is sought as people write it and as a wire kept it`() {
        #expect(PhoneNumber.sought("+44 (0)20 7946 0018") == "+442079460018")
        #expect(PhoneNumber.sought("12345678") == "+12345678")
        #expect(PhoneNumber.sought("Ana") == nil)
    }
}
