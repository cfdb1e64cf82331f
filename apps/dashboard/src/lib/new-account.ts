import { signUpInput } from "@fanal/contract";
import { required } from "./forms.ts";

/** What an account is made of, as the forms ask for it. */
export const newAccount = signUpInput.extend({
  name: required("Write your name. It stands beside the updates that you post.", signUpInput.shape.name),
});
