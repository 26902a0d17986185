variable "name" {
  type = string
}

variable "image_digest" {
  type        = string
  description = "What runs, by content: a tag could be moved."
  validation {
    condition     = can(regex("^sha256:[0-9a-f]{64}$", var.image_digest))
    error_message = "image_digest has to be sha256: and 64 hexadecimal digits, not a tag."
  }
}

variable "port" {
  type = number
}

variable "env" {
  type    = map(string)
  default = {}
}

variable "secrets" {
  type        = map(string)
  default     = {}
  description = "Name of the variable to the ARN of the secret: never the value."
}

variable "desired_count" {
  type    = number
  default = 2
}

variable "health_path" {
  type    = string
  default = "/readyz"
}
